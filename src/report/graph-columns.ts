import { pathMatcher } from '../globs/glob-matcher.ts';
import { remembered } from '../globs/remembered.ts';
import { compareCodePoints, type EdgeReference, type SerializableNode } from '../graph/index.ts';
import { DEFAULT_TEST_FILES, type GraphSource } from '../storage/index.ts';
import { type ColumnName, FLAG, type ReportColumns, type ReportHeader } from './data/report-data.ts';
import { markReached } from './test-reach.ts';

/** A stored graph as the page wants it. */
export interface GraphColumns {
  readonly columns: Pick<
    ReportColumns,
    Extract<ColumnName, `node${string}`> | Extract<ColumnName, `edge${string}`>
  >;
  readonly texts: Pick<ReportHeader, 'names' | 'nodeKinds' | 'edgeKinds' | 'files'>;
  /** The number of a node, by its id; ends that are not stored have one too. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** What is kept of a node until all are known. */
type Row = Pick<SerializableNode, 'id' | 'name' | 'kind' | 'file'> & {
  readonly line: number;
  readonly lines: number;
  readonly flags: number;
};

/** The largest line that a column holds. */
const MOST = 0xffff_ffff;

/**
 * Reads a graph row by row and keeps of it what the page shows, in an order that follows from the rows alone.
 * @param testFiles globs of test files
 */
export async function graphColumns(
  source: GraphSource,
  testFiles: readonly string[] = DEFAULT_TEST_FILES,
): Promise<GraphColumns> {
  const rows = await nodeRows(source, remembered(pathMatcher(testFiles)));
  const numbers = new Map(rows.map(({ id }, number) => [id, number]));
  const edges = await edgeRows(source, rows, numbers);
  const files = [...new Set(rows.map(({ file }) => file))].filter((file) => file !== '');
  const fileNumber = new Map(files.map((file, number) => [file, number + 1]));
  const [names, nodeName] = numbered(rows, ({ name }) => name);
  const [nodeKinds, nodeKind] = numbered(rows, ({ kind }) => kind);
  const nodeFlags = Uint8Array.from(rows, ({ flags }) => flags);
  markReached(nodeFlags, edges);
  return {
    columns: {
      nodeName,
      nodeKind: Uint16Array.from(nodeKind),
      nodeFile: Uint32Array.from(rows, ({ file }) => fileNumber.get(file) ?? 0),
      nodeLine: Uint32Array.from(rows, ({ line }) => line),
      nodeLines: Uint32Array.from(rows, ({ lines }) => lines),
      nodeFlags,
      edgeCount: edges.edgeCount,
      edgeTarget: edges.edgeTarget,
      edgeKind: edges.edgeKind,
    },
    texts: { names, nodeKinds, edgeKinds: edges.edgeKinds, files },
    numbers,
  };
}

async function nodeRows(source: GraphSource, isTest: (file: string) => boolean): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const { id, name, kind, file, span, attributes } of source.nodes()) {
    const isExternal = file === '' || attributes.external === 'true';
    rows.push({
      id,
      name,
      kind,
      file,
      line: Math.min(span.startLine, MOST),
      lines: Math.min(Math.max(0, span.endLine - span.startLine) + 1, MOST),
      flags: (isTest(file) ? FLAG.test : 0) | (isExternal ? FLAG.external : 0),
    });
  }
  return rows.sort(
    (a, b) => compareCodePoints(a.file, b.file) || a.line - b.line || compareCodePoints(a.id, b.id),
  );
}

/** Edges by source: how many each node has, and the ends and kinds of all in turn. */
interface EdgeColumns {
  readonly edgeCount: Uint32Array;
  readonly edgeTarget: Uint32Array;
  readonly edgeKind: Uint16Array;
  readonly edgeKinds: readonly string[];
}

/** Adds ends that are not stored to the rows and their numbers. */
async function edgeRows(
  source: GraphSource,
  rows: Row[],
  numbers: Map<string, number>,
): Promise<EdgeColumns> {
  const stored: EdgeReference[] = [];
  for await (const { source: from, target, kind } of source.edges())
    stored.push({ source: from, target, kind });
  for (const id of unstoredEnds(stored, numbers)) {
    numbers.set(id, rows.length);
    const flags = FLAG.unstored | FLAG.external;
    rows.push({ id, name: id, kind: '', file: '', line: 0, lines: 0, flags });
  }
  const numberOf = (id: string): number => numbers.get(id) ?? 0;
  const edges = stored
    .map(({ source: from, target, kind }) => ({ from: numberOf(from), to: numberOf(target), kind }))
    .sort((a, b) => a.from - b.from || a.to - b.to || compareCodePoints(a.kind, b.kind));
  const edgeCount = new Uint32Array(rows.length);
  for (const { from } of edges) edgeCount[from] = (edgeCount[from] ?? 0) + 1;
  const [edgeKinds, kinds] = numbered(edges, ({ kind }) => kind);
  return {
    edgeCount,
    edgeTarget: Uint32Array.from(edges, ({ to }) => to),
    edgeKind: Uint16Array.from(kinds),
    edgeKinds,
  };
}

function unstoredEnds(edges: readonly EdgeReference[], numbers: ReadonlyMap<string, number>): string[] {
  const missing = new Set<string>();
  for (const { source, target } of edges) {
    if (!numbers.has(source)) missing.add(source);
    if (!numbers.has(target)) missing.add(target);
  }
  return [...missing].sort(compareCodePoints);
}

/** Each text once, in the order in which they first come, and for each row the number of its text. */
function numbered<Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
): [texts: string[], Uint32Array] {
  const numbers = new Map<string, number>();
  const column = Uint32Array.from(items, (item) => {
    const text = textOf(item);
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
  return [[...numbers.keys()], column];
}
