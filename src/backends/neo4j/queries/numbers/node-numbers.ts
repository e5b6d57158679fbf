import type { NodeSelector } from '../../../../storage/index.ts';
import { fileNotFound } from '../../../../traversal/index.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import { indexedStart } from '../../rows/keys.ts';
import type { GenerationReader } from '../generation-reader.ts';
import { groupsOfNumbers } from './node-groups.ts';

/** The database's numbers of the nodes that selectors name, each once. @throws `NOT_FOUND`, `AMBIGUOUS` */
export async function numbersOfSelected(
  reader: GenerationReader,
  selectors: readonly NodeSelector[],
): Promise<number[]> {
  const nodes = await reader.selectAll(selectors);
  return [...(await numbersOfIds(reader, [...new Set(nodes.map(({ id }) => id))])).values()];
}

/** The database's numbers of some nodes, by id. */
export async function numbersOfIds(
  reader: GenerationReader,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const row = await reader.tx.one(cypher.numbersOfKeys, { key: ids.map((id) => reader.key(id)) });
  const numbers = row.number;
  return new Map(row.id.map((id, index) => [id, numbers[index] as number]));
}

/** The ids of some nodes and ends, by the database's numbers. */
export async function idsOfNumbers(
  reader: GenerationReader,
  numbers: Iterable<number>,
): Promise<Map<number, string>> {
  const named = new Map<number, string>();
  for (const { numbers: own, ids } of await groupsOfNumbers(reader, numbers)) {
    for (const [index, number] of own.entries()) named.set(number, ids[index] ?? '');
  }
  return named;
}

/**
 * The database's numbers of the nodes that lie in some files.
 * @throws `NOT_FOUND` for a file in which none lies
 */
export async function numbersOfFiles(reader: GenerationReader, files: readonly string[]): Promise<number[]> {
  if (files.length === 0) return [];
  const rows = await reader.tx.run(cypher.numbersOfFiles, {
    generation: reader.generation,
    file: files,
    fileKey: files.map(indexedStart),
  });
  const found = new Set(rows.map(({ file }) => file));
  for (const file of files) {
    if (found.has(file)) continue;
    const { files: all } = await reader.tx.one(cypher.allFiles, reader.range);
    throw fileNotFound(file, all);
  }
  return rows.flatMap(({ number }) => number);
}
