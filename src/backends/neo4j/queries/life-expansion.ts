import type { Caveat, DeadCodeQuery, EntryRules } from '../../../storage/index.ts';
import {
  entryCountCaveats,
  globToRegex,
  languageOf,
  pathMatcher,
  resolveEntryRules,
} from '../../../traversal/index.ts';
import type { Row } from '../connection.ts';
import { indexedStart } from '../keys.ts';
import { labelOf, propertyOf } from '../names.ts';
import * as cypher from '../statements.generated.ts';
import { edgeTypes } from './edge-types.ts';
import { withExpansion } from './expansion.ts';
import type { GenerationReader } from './generation-reader.ts';

interface Entry {
  /** The database's own number of the node, good for one transaction. */
  readonly number: number;
  readonly key: string;
  readonly id: string;
  readonly file: string;
  readonly language: string;
  readonly isExported: boolean;
  /** An edge of the liveness kinds begins at it. */
  readonly hasEdge: boolean;
}

/** What keeps nodes alive, and which it reaches by the rules that one expansion can follow. */
export interface LifeExpansion {
  /** The relationship types of the liveness kinds. */
  readonly types: readonly string[];
  readonly entries: readonly Entry[];
  readonly testEntries: readonly Entry[];
  /** The numbers of what references and containers keep alive from outside test files. */
  readonly reached: ReadonlySet<number>;
  readonly caveats: readonly Caveat[];
}

/**
 * Liveness, rules 1 to 3, as one breadth-first expansion in the database from a node that stands for all entry points
 * outside test files. It needs a transaction that is rolled back.
 */
export async function expandLife(reader: GenerationReader, query: DeadCodeQuery): Promise<LifeExpansion> {
  const types = await edgeTypes(reader, query.livenessKinds);
  // Where nothing is exported both presets have the same entry points.
  const { rules } = resolveEntryRules(query.entryPoints, true);
  const entries = await findEntries(reader, rules, types);
  const { caveats } = resolveEntryRules(
    query.entryPoints,
    entries.some((entry) => entry.isExported),
  );
  const isTestFile = pathMatcher(query.testFiles);
  const isTest = new Map(entries.map(({ file }) => [file, isTestFile(file)]));
  const outside = entries.filter(({ file }) => isTest.get(file) === false);
  return {
    types,
    entries,
    testEntries: entries.filter(({ file }) => isTest.get(file) === true),
    reached: await reachedFrom(reader, outside, types),
    caveats: [...caveats, ...entryCountCaveats(entries.length)],
  };
}

/** In key order, which is the order in which they are locked. */
async function findEntries(
  reader: GenerationReader,
  rules: Required<EntryRules>,
  types: readonly string[],
): Promise<Entry[]> {
  const attributes = Object.entries(rules.attributes);
  const row = await reader.tx.one(cypher.entryPoints, {
    ...reader.range,
    types,
    generation: reader.generation,
    labels: rules.kinds.map(labelOf),
    names: rules.names,
    nameKey: rules.names.map(indexedStart),
    keys: rules.ids.map((id) => reader.key(id)),
    filePatterns: rules.files.map((glob) => globToRegex(glob, 'path')),
    attributeName: attributes.map(([name]) => propertyOf(name)),
    attributeValue: attributes.map(([, value]) => value),
  });
  return (row.number as readonly number[]).map((number, index) => entryAt(row, number, index));
}

function entryAt(row: Row, number: number, index: number): Entry {
  const at = <Value>(column: string): Value => (row[column] as readonly Value[])[index] as Value;
  const file = at<string>('file');
  return {
    number,
    key: at('key'),
    id: at('id'),
    file,
    language: languageOf({ file, attributes: { language: at('language') } }),
    isExported: at('exported'),
    hasEdge: at('hasEdge'),
  };
}

async function reachedFrom(
  reader: GenerationReader,
  entries: readonly Entry[],
  types: readonly string[],
): Promise<Set<number>> {
  if (entries.length === 0) return new Set();
  const { source } = await reader.tx.one(cypher.createEntrySource, { key: entries.map(({ key }) => key) });
  const expansion = withExpansion(
    cypher.reachedNumbers,
    ['ENTRY', 'DECLARED_IN', ...types],
    Number.POSITIVE_INFINITY,
  );
  const { number } = await reader.tx.one(expansion, { source });
  return new Set(number as readonly number[]);
}
