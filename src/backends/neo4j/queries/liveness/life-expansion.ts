import { globToRegex } from '../../../../globs/glob-regex.ts';
import { DECLARATION_KINDS } from '../../../../graph/index.ts';
import type { Caveat, EntryRules, LivenessQuery } from '../../../../storage/index.ts';
import {
  entryCountCaveats,
  languageOf,
  resolveEntryRules,
  testCodeMatcher,
} from '../../../../traversal/index.ts';
import { withExpansion } from '../../cypher/expansion-text.ts';
import { CONTAINMENT, labelOf, propertyOf } from '../../cypher/names.ts';
import type { RowOf } from '../../cypher/statement.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import { indexedStart } from '../../rows/keys.ts';
import { edgeTypes } from '../edge-types.ts';
import type { GenerationReader } from '../generation-reader.ts';
import { SortedNumbers } from './sorted-numbers.ts';

interface Entry {
  /** The database's own number of the node, good for one transaction. */
  readonly number: number;
  readonly key: string;
  readonly id: string;
  readonly file: string;
  readonly language: string;
  readonly isTest: boolean;
  readonly isApi: boolean;
  /** An edge of the liveness kinds begins at it. */
  readonly hasEdge: boolean;
}

/** What keeps nodes alive, and which it reaches by the rules that one expansion can follow. */
export interface LifeExpansion {
  /** The relationship types of the liveness kinds. */
  readonly types: readonly string[];
  readonly entries: readonly Entry[];
  /** The numbers of what references and containers keep alive from outside test files. */
  readonly reached: SortedNumbers;
  readonly caveats: readonly Caveat[];
}

/**
 * Liveness, rules 1 to 3, as one breadth-first expansion in the database from a node that stands for all
 * entry points outside test files. It needs a transaction that is rolled back.
 */
export async function expandLife(reader: GenerationReader, query: LivenessQuery): Promise<LifeExpansion> {
  const types = await edgeTypes(reader, query.livenessKinds);
  // Where nothing is API both presets have the same entry points.
  const { rules } = resolveEntryRules(query.entryPoints, true);
  const entries = await findEntries(reader, rules, types, testCodeMatcher(query.testFiles));
  const { caveats } = resolveEntryRules(
    query.entryPoints,
    entries.some((entry) => entry.isApi),
  );
  return {
    types,
    entries,
    reached: await reachedFrom(
      reader,
      entries.filter(({ isTest }) => !isTest),
      types,
    ),
    caveats: [...caveats, ...entryCountCaveats(entries.length)],
  };
}

/** In key order, which is the order in which they are locked. */
async function findEntries(
  reader: GenerationReader,
  rules: Required<EntryRules>,
  types: readonly string[],
  isTest: ReturnType<typeof testCodeMatcher>,
): Promise<Entry[]> {
  const attributes = Object.entries(rules.attributes);
  const testFiles = rules.tests ? await filesOfTests(reader, isTest) : [];
  const row = await reader.tx.one(cypher.entryPoints, {
    ...reader.range,
    types,
    generation: reader.generation,
    labels: rules.kinds.map(labelOf),
    names: [...rules.names, ...rules.functions],
    nameKey: [...rules.names, ...rules.functions].map(indexedStart),
    ofAnyKind: rules.names.length,
    keys: rules.ids.map((id) => reader.key(id)),
    filePatterns: rules.files.map((glob) => globToRegex(glob, 'path')),
    attributeName: attributes.map(([name]) => propertyOf(name)),
    attributeValue: attributes.map(([, value]) => value),
    decorators: rules.decorators,
    decoratorEnds: rules.decorators.map((name) => (name.startsWith('.') ? name : `.${name}`)),
    tests: rules.tests,
    testFile: testFiles,
    testFileKey: testFiles.map(indexedStart),
    testLabels: DECLARATION_KINDS.map(labelOf),
  });
  return row.number.map((number, index) => entryAt(row, number, index, isTest));
}

async function filesOfTests(
  reader: GenerationReader,
  isTest: ReturnType<typeof testCodeMatcher>,
): Promise<string[]> {
  const { files } = await reader.tx.one(cypher.allFiles, reader.range);
  return files.filter((file) => isTest({ file, attributes: {} }));
}

function entryAt(
  row: RowOf<typeof cypher.entryPoints>,
  number: number,
  index: number,
  isTest: ReturnType<typeof testCodeMatcher>,
): Entry {
  const file = row.file[index] ?? '';
  return {
    number,
    key: row.key[index] ?? '',
    id: row.id[index] ?? '',
    file,
    language: languageOf({ file, attributes: { language: row.language[index] ?? '' } }),
    isTest: isTest({ file, attributes: { test: row.test[index] ?? '' } }),
    isApi: row.api[index] === true,
    hasEdge: row.hasEdge[index] === true,
  };
}

async function reachedFrom(
  reader: GenerationReader,
  entries: readonly Entry[],
  types: readonly string[],
): Promise<SortedNumbers> {
  if (entries.length === 0) return new SortedNumbers([]);
  const { source } = await reader.tx.one(cypher.createEntrySource, { key: entries.map(({ key }) => key) });
  const expansion = withExpansion(
    cypher.reachedNumbers,
    ['ENTRY', CONTAINMENT, ...types],
    Number.POSITIVE_INFINITY,
  );
  const { number } = await reader.tx.one(expansion, { source });
  return new SortedNumbers(number);
}
