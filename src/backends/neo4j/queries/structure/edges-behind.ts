import { compareEdges, groupBy, type SerializableEdge } from '../../../../graph/index.ts';
import type { DependenciesQuery, Dependency } from '../../../../storage/index.ts';
import { listOfFirst } from '../../../../traversal/index.ts';
import { withTypes } from '../../cypher/expansion-text.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import { batchesOf } from '../../rows/batches.ts';
import { decodeEdges } from '../../rows/decode-columns.ts';
import { indexedStart } from '../../rows/keys.ts';
import { edgeTypes } from '../edge-types.ts';
import type { GenerationReader } from '../generation-reader.ts';
import { type FileReference, groupPath } from './file-references.ts';

/** Approximate size of one answer: the driver's time grows with the square of a record's length. */
const LIMITS = { batchRows: 1_000, batchBytes: 512 * 1024 };
const EDGE_BYTES = 300;

/** All edges that lead from a file to others that are asked for. */
interface Leaving {
  readonly file: string;
  readonly targets: readonly string[];
  readonly edges: number;
}

/** The dependencies with the edges behind each, by source, target and kind. */
export async function edgesBehind(
  reader: GenerationReader,
  references: readonly FileReference[],
  dependencies: readonly Dependency[],
  { by, edgeKinds, limit }: DependenciesQuery,
): Promise<readonly Dependency[]> {
  const pathOf = groupPath(by);
  const pairOf = (from: string, to: string): string => JSON.stringify([pathOf(from), pathOf(to)]);
  const wanted = new Set(dependencies.map(({ from, to }) => JSON.stringify([from, to])));
  const leaving = leavingFiles(references.filter(({ from, to }) => wanted.has(pairOf(from, to))));
  const statement = withTypes(cypher.edgesBetweenFiles, await edgeTypes(reader, edgeKinds));
  const behind = new Map<string, SerializableEdge[]>([...wanted].map((pair) => [pair, []]));
  for (const batch of batchesOf(leaving, ({ edges }) => edges * EDGE_BYTES, LIMITS)) {
    const file = batch.map((one) => one.file);
    const row = await reader.tx.one(statement, {
      generation: reader.generation,
      file,
      fileKey: file.map(indexedStart),
      targets: batch.map(({ targets }) => targets),
    });
    const [from, to] = [row.from, row.to];
    for (const [index, edge] of decodeEdges(row).entries()) {
      behind.get(pairOf(from[index] ?? '', to[index] ?? ''))?.push(edge);
    }
  }
  return dependencies.map((dependency) => {
    const edges = behind.get(JSON.stringify([dependency.from, dependency.to])) ?? [];
    return { ...dependency, edges: listOfFirst(edges.sort(compareEdges), limit, (edge) => edge) };
  });
}

function leavingFiles(references: readonly FileReference[]): Leaving[] {
  return Array.from(
    groupBy(references, ({ from }) => from),
    ([file, own]) => ({
      file,
      targets: [...new Set(own.map(({ to }) => to))],
      edges: own.reduce((total, { count }) => total + count, 0),
    }),
  );
}
