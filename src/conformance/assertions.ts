import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { quote, StorageError, type StorageErrorCode } from '../errors/index.ts';
import { canonicalGraph, compareEdges, compareIds, type SerializableGraph } from '../graph/index.ts';
import {
  type GivenAgain,
  type GraphSource,
  type GraphStorage,
  NO_ROWS,
  type RowCounts,
  type WriteReport,
} from '../storage/index.ts';

/** Deep, strict equality: prototypes, missing keys and -0 count. */
export function same<Value>(actual: Value, expected: Value, message?: string): void {
  assert.deepStrictEqual(actual, expected, message);
}

/** @throws an error with the message where the condition does not hold */
export function holds(condition: boolean, message: string): void {
  assert.ok(condition, message);
}

/** The error an operation fails with, which has the given code. */
export async function fails(operation: Promise<unknown>, code: StorageErrorCode): Promise<StorageError> {
  let result: unknown;
  try {
    result = await operation;
  } catch (error) {
    assert.ok(error instanceof StorageError, `failed with ${error}, which is no StorageError`);
    assert.equal(error.code, code, `failed with ${error.code}: ${error.message}`);
    return error;
  }
  return assert.fail(
    `should have failed with ${code} but gave ${quote(JSON.stringify(result) ?? 'nothing')}`,
  );
}

const NOTHING_AGAIN: GivenAgain = { nodes: { rows: 0, first: [] }, edges: { rows: 0, first: [] } };

/** The counts that are not zero. */
export interface ExpectedReport {
  readonly nodes?: Partial<RowCounts>;
  readonly edges?: Partial<RowCounts>;
  readonly dangling?: number;
  readonly givenAgain?: Partial<GivenAgain>;
  readonly ignoredFields?: Readonly<Record<string, number>>;
}

/** @throws an error where a report is not the expected one */
export function reported(report: WriteReport, repoId: string, expected: ExpectedReport): void {
  const { seconds, ...rest } = report;
  same(rest, {
    repoId,
    nodes: { ...NO_ROWS, ...expected.nodes },
    edges: { ...NO_ROWS, ...expected.edges },
    dangling: expected.dangling ?? 0,
    givenAgain: { ...NOTHING_AGAIN, ...expected.givenAgain },
    ignoredFields: expected.ignoredFields ?? {},
  });
  holds(Number.isFinite(seconds) && seconds >= 0, `seconds is ${seconds}`);
}

/** The repository holds exactly the given graph, by every way of reading it. */
export async function stores(storage: GraphStorage, expected: SerializableGraph): Promise<void> {
  const { repoId } = expected;
  const [graph, metadata] = await Promise.all([storage.loadGraph(repoId), storage.getGraphMetadata(repoId)]);
  sameGraph(graph, expected);
  same(metadata, canonicalGraph(expected).metadata, 'getGraphMetadata differs');
}

/**
 * Compares a loaded graph in any order of rows. The loaded rows themselves are compared, not their canonical
 * form: a row given twice or a field too many is a difference.
 */
export function sameGraph(actual: SerializableGraph | undefined, expected: SerializableGraph): void {
  if (actual === undefined) assert.fail(`repository ${quote(expected.repoId)} is not stored`);
  const canonical = canonicalGraph(expected);
  sameRows('nodes', [...actual.nodes].sort(compareIds), canonical.nodes);
  sameRows('edges', [...actual.edges].sort(compareEdges), canonical.edges);
  same(actual.metadata, canonical.metadata, 'metadata differs');
  same(actual.repoId, canonical.repoId);
  same(Object.keys(actual).sort(), Object.keys(canonical).sort());
}

/** Whether two graphs are equal but for the order of their rows. */
export function isGraph(actual: SerializableGraph, expected: SerializableGraph): boolean {
  return isDeepStrictEqual(canonicalGraph(actual), canonicalGraph(expected));
}

/** The first differing row alone, for a difference of thousands of rows takes minutes to print. */
function sameRows<Row>(list: string, actual: readonly Row[], expected: readonly Row[]): void {
  for (let index = 0; index < Math.max(actual.length, expected.length); index++) {
    if (isDeepStrictEqual(actual[index], expected[index])) continue;
    const message = `${list} differ at ${index}: ${shown(actual[index])} instead of ${shown(expected[index])}`;
    assert.fail(`${message}; ${actual.length} rows, ${expected.length} expected`);
  }
}

function shown(row: unknown): string {
  return row === undefined ? 'no row' : (JSON.stringify(row) ?? '').slice(0, 600);
}

/** A source read to its end: nodes, then edges. */
export async function collected(source: GraphSource | undefined): Promise<SerializableGraph> {
  if (source === undefined) assert.fail('the repository is not stored');
  const { metadata } = source;
  const nodes = await rowsOf(source.nodes());
  return { repoId: metadata.repoId, nodes, edges: await rowsOf(source.edges()), metadata };
}

/** Reads all rows into a list. */
export async function rowsOf<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const list: Row[] = [];
  for await (const row of rows) list.push(row);
  return list;
}

/** Nothing is stored under the id, by every way of asking. */
export async function isAbsent(storage: GraphStorage, repoId: string): Promise<void> {
  same(await storage.graphExists(repoId), false);
  same(await storage.loadGraph(repoId), undefined);
  same(await storage.streamGraph(repoId), undefined);
  same(await storage.getGraphMetadata(repoId), undefined);
  holds(!(await storage.listRepositories()).includes(repoId), 'listed');
}
