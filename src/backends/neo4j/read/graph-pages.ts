import { quiet } from '../../../concurrency/side-by-side.ts';
import type { SerializableEdge, SerializableNode } from '../../../graph/index.ts';
import type { StatementRunner } from '../connection/connection.ts';
import { DERIVED_TYPES } from '../cypher/names.ts';
import * as cypher from '../cypher/statements.generated.ts';
import { edgeSize, nodeSize } from '../rows/batches.ts';
import { decodeEdges, decodeNodes } from '../rows/decode-columns.ts';
import { type PageRows, SEPARATOR, splitEdges, splitNodes } from '../rows/decode-joined.ts';
import { beforeFirstKey, keyRange } from '../rows/keys.ts';

const FIRST_ROWS = 2_000;
const MOST_ROWS = 10_000;
const FASTEST_GROWTH = 4;
const WANTED_SIZE = 4 * 1024 * 1024;

/** A stretch of a generation's keys: after `after`, up to and including `to`. */
export interface PageRange {
  readonly after: string;
  readonly to: string;
}

/** How many nodes the next page is to cover, by how large the last one was. */
export class PageLength {
  rows: number = FIRST_ROWS;

  learn(rows: number, size: number): void {
    const wanted = Math.floor((rows * WANTED_SIZE) / Math.max(size, 1));
    this.rows = Math.max(1, Math.min(wanted, rows * FASTEST_GROWTH, MOST_ROWS));
  }
}

/** @param after the end of the page before; left out for the first */
export async function nextPage(
  tx: StatementRunner,
  generation: number,
  rows: number,
  after: string = beforeFirstKey(generation),
): Promise<PageRange | undefined> {
  const { lastKey } = await tx.one(cypher.pageEnd, { after, to: keyRange(generation).to, rows });
  return lastKey === null ? undefined : { after, to: lastKey };
}

/** The nodes of a page. */
export async function nodesOf(
  tx: StatementRunner,
  { after, to }: PageRange,
): Promise<PageRows<SerializableNode>> {
  const page = splitNodes(await tx.run(cypher.joinedNodes, { after, to, separator: SEPARATOR }));
  if (page !== undefined) return page;
  const items = decodeNodes(await tx.one(cypher.nodePage, { after, to }));
  return { items, size: sizeOf(items, nodeSize) };
}

/** The edges that leave the nodes of a page. */
export async function edgesOf(
  tx: StatementRunner,
  { after, to }: PageRange,
): Promise<PageRows<SerializableEdge>> {
  const range = { after, to, derivedTypes: DERIVED_TYPES };
  const page = splitEdges(await tx.run(cypher.joinedEdges, { ...range, separator: SEPARATOR }));
  if (page !== undefined) return page;
  const items = decodeEdges(await tx.one(cypher.edgePage, range));
  return { items, size: sizeOf(items, edgeSize) };
}

/** How one sort of rows is read. */
export type ReadPage<Item> = (tx: StatementRunner, range: PageRange) => Promise<PageRows<Item>>;

/** Runs the work for one page, in a transaction of its own or not. */
export type InTransaction = <Result>(work: (tx: StatementRunner) => Promise<Result>) => Promise<Result>;

/**
 * All rows of a sort, page by page, in transactions side by side: where a
 * page ends is known long before its rows are.
 * @param ahead pages that are read while one is used
 */
export async function* pagesSideBySide<Item>(
  inTransaction: InTransaction,
  generation: number,
  read: ReadPage<Item>,
  ahead: number,
): AsyncGenerator<readonly Item[]> {
  const length = new PageLength();
  const asked: Promise<AskedPage<Item> | undefined>[] = [];
  let after: Promise<string | undefined> = Promise.resolve(beforeFirstKey(generation));
  const ask = (): void => {
    const page = askPage(inTransaction, generation, read, length, after);
    after = page.end;
    asked.push(page.rows);
  };
  try {
    ask();
    for (let page = await asked.shift(); page !== undefined; page = await asked.shift()) {
      length.learn(page.covers, page.size);
      while (asked.length < ahead) ask();
      yield page.items;
    }
  } finally {
    await Promise.allSettled(asked);
  }
}

interface AskedPage<Item> extends PageRows<Item> {
  /** Nodes that the page was to cover. */
  readonly covers: number;
}

function askPage<Item>(
  inTransaction: InTransaction,
  generation: number,
  read: ReadPage<Item>,
  length: PageLength,
  after: Promise<string | undefined>,
): {
  readonly end: Promise<string | undefined>;
  readonly rows: Promise<AskedPage<Item> | undefined>;
} {
  let found: (range: PageRange | undefined) => void = () => undefined;
  const end = new Promise<PageRange | undefined>((resolve) => {
    found = resolve;
  });
  const work = async (): Promise<AskedPage<Item> | undefined> => {
    const start = await after;
    if (start === undefined) return undefined;
    const covers = length.rows;
    return inTransaction(async (tx) => {
      const range = await nextPage(tx, generation, covers, start);
      // Run again after a failure, it finds the same end: what moved in between is an error anyhow.
      found(range);
      return range && { covers, ...(await read(tx, range)) };
    });
  };
  const rows = quiet(work().finally(() => found(undefined)));
  return { end: end.then((range) => range?.to), rows };
}

/** All rows of a generation, nodes with the edges that leave them. */
export async function* graphPages(
  tx: StatementRunner,
  generation: number,
): AsyncGenerator<{
  readonly nodes: readonly SerializableNode[];
  readonly edges: readonly SerializableEdge[];
}> {
  const length = new PageLength();
  const ask = (range: PageRange) => {
    const { rows } = length;
    // Asked first, so that the page after this one can be asked for before this one is read.
    const following = quiet(nextPage(tx, generation, rows, range.to));
    return { rows, following, nodes: quiet(nodesOf(tx, range)), edges: quiet(edgesOf(tx, range)) };
  };
  const first = await nextPage(tx, generation, length.rows);
  for (let asked = first && ask(first); asked !== undefined; ) {
    const range = await asked.following;
    const next = range && ask(range);
    const [nodes, edges] = [await asked.nodes, await asked.edges];
    length.learn(asked.rows, nodes.size + edges.size);
    yield { nodes: nodes.items, edges: edges.items };
    asked = next;
  }
}

function sizeOf<Item>(items: readonly Item[], sizeOfOne: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + sizeOfOne(item), 0);
}
