import { DERIVED_TYPES } from '../../../src/backends/neo4j/cypher/names.ts';
import type { Statement } from '../../../src/backends/neo4j/cypher/statement.ts';
import type { Row } from './database.ts';

const TEXTS = ['a', 'b'];
const NUMBERS = [1, 2];

/**
 * Values of the right type, by the parameter's name; what a statement names and this does not is an error.
 */
const BY_NAME: Row = {
  abandonedMilliseconds: 1,
  after: '1{',
  analysisPrefix: 'hash|',
  attempt: 'attempt',
  attribute: [TEXTS],
  attributes: { attr_line: '1' },
  layoutVersion: 2,
  span: ['0 1 2 3 4 5', '0 1 2 3 4 5'],
  decorators: ['route'],
  testFile: ['a.test.ts'],
  testFileKey: ['a.test.ts'],
  testLabels: ['Function'],
  tests: true,
  decoratorEnds: ['.route'],
  ofAnyKind: 1,
  subkinds: ['method'],
  typeSubkinds: ['interface'],
  attributeName: ['attr_line'],
  attributeValue: ['1'],
  batch: '1|0',
  changer: 'token',
  child: TEXTS,
  container: TEXTS,
  derivedTypes: DERIVED_TYPES,
  digest: TEXTS,
  edgeAttribute: [TEXTS],
  edgeCount: 1,
  edgeKind: [null, null],
  empty: '0-0',
  endByte: NUMBERS,
  endColumn: NUMBERS,
  endLine: NUMBERS,
  expectedGeneration: 1,
  expectedRevision: 0,
  file: TEXTS,
  fileKey: TEXTS,
  filePatterns: ['a.*'],
  from: '1|',
  generation: 1,
  graceMilliseconds: 1,
  hash: TEXTS,
  id: TEXTS,
  ids: TEXTS,
  key: TEXTS,
  keys: TEXTS,
  kind: TEXTS,
  kinds: ['Function', 'Method'],
  label: ['Function', 'Method'],
  labels: ['Function', 'Method'],
  line: 1,
  name: TEXTS,
  nameKey: TEXTS,
  namePattern: 'a.*',
  names: TEXTS,
  nanoseconds: 0,
  nodeAttribute: [TEXTS],
  nodeCount: 1,
  number: [0, 1],
  parent: TEXTS,
  path: TEXTS,
  pathKey: TEXTS,
  pending: 1,
  prefix: '1|',
  properties: { key: 'a', attr_k: 'v' },
  rareEdgeAttributes: [],
  rareNodeAttributes: [],
  reason: TEXTS,
  repoId: 'repository',
  revision: 0,
  rows: 10,
  schemaVersion: '1.0',
  script: 'script',
  seconds: 0,
  separator: '\0',
  shown: 100,
  source: TEXTS,
  staleMilliseconds: 1,
  startByte: NUMBERS,
  startColumn: NUMBERS,
  startLine: NUMBERS,
  target: TEXTS,
  targets: [TEXTS, TEXTS],
  to: '1}',
  token: 'token',
  totalEdges: 1,
  totalNodes: 1,
  type: ['CALLS', 'READS'],
  types: ['CALLS', 'READS'],
  value: [TEXTS],
  version: 1,
  wanted: [{ 'CALLS|1|b': true }, { 'READS|1|a': true }],
};

/** Where a statement takes one value under a name that elsewhere means a list. */
const BY_STATEMENT: Readonly<Record<string, Row>> = {
  'script/begin-script': { name: 'codeprism' },
  'read/list-analyses': { type: 'complexity' },
  'write/delete-analysis': { key: 'a' },
  'write/store-analysis': { key: 'a' },
  'query/find-by-name': { name: 'a', nameKey: 'a' },
  'query/reached-numbers': { source: '4:0:0' },
  'query/walk-callees': { id: 'a' },
  'query/walk-callers': { id: 'a' },
  'write/allocate-generation': { name: 'codeprism' },
};

/** @throws Error naming a parameter without a sample: give it one above */
export function sampleParameters(statement: Statement<string>, names: readonly string[]): Row {
  const own = BY_STATEMENT[statement.name] ?? {};
  return Object.fromEntries(
    names.map((name) => {
      const value = Object.hasOwn(own, name) ? own[name] : BY_NAME[name];
      if (value === undefined) throw new Error(`${statement.name} has a parameter without a sample: ${name}`);
      return [name, value];
    }),
  );
}
