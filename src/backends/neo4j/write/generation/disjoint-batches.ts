import { type BatchLimits, batchesOf } from '../../rows/batches.ts';

/**
 * Rows that may wait for their turn, in batches a lane: from one on some
 * are taken, more are read where none may be.
 */
const MOST_WAITING = 2;

/** How rows become batches that share no group while they are written side by side. */
export interface DisjointBatches<Row> {
  readonly limits: BatchLimits;
  /** How many batches are in work at the same time, at the most. */
  readonly concurrency: number;
  /** Bytes, about. */
  sizeOf(row: Row): number;
  /** The two groups, from 0 on, that a row touches: perhaps the same one twice. */
  groupsOf(row: Row): readonly [number, number];
  work(batch: Row[]): Promise<void>;
}

/**
 * Does the work for all rows in batches, some side by side, of which no two touch a group at
 * the same time: writers that share a node wait for each other's locks, or deadlock. Rows
 * that wait for others are kept, up to a few batches. After a failure no more are read; what
 * is in flight is waited for, then the first failure is thrown.
 */
export async function forEachDisjointBatch<Row>(
  chunks: AsyncIterable<readonly Row[]>,
  options: DisjointBatches<Row>,
): Promise<void> {
  const waiting = new WaitingRows(options);
  const lanes = new Lanes();
  const { concurrency } = options;
  const reader = chunks[Symbol.asyncIterator]();
  let isRead = false;
  try {
    while (!lanes.failed) {
      const isReady = isRead || waiting.fill(concurrency);
      const isFree = lanes.size < concurrency;
      const next = isReady && isFree ? waiting.take(lanes.busy) : undefined;
      if (next !== undefined) {
        lanes.start(next.groups, options.work(next.rows));
      } else if (!isRead && !waiting.fill(isFree ? MOST_WAITING * concurrency : concurrency)) {
        const { done, value } = await reader.next();
        if (done === true) isRead = true;
        else waiting.add(value);
      } else if (lanes.size > 0) await lanes.ended();
      else break;
    }
  } finally {
    await reader.return?.();
    await lanes.end();
  }
}

/** Rows that touch the same two groups, perhaps one group twice. */
interface Alike<Row> {
  readonly groups: readonly [number, number];
  readonly rows: Row[];
}

/** Rows by the pair of groups they touch. */
class WaitingRows<Row> {
  readonly #options: DisjointBatches<Row>;
  readonly #pairs = new Map<string, Alike<Row>>();
  #rows = 0;
  #bytes = 0;

  constructor(options: DisjointBatches<Row>) {
    this.#options = options;
  }

  /** Whether there are as many rows as so many batches hold, or as large ones. */
  fill(batches: number): boolean {
    const { batchRows, batchBytes } = this.#options.limits;
    return this.#rows >= batches * batchRows || this.#bytes >= batches * batchBytes;
  }

  add(rows: readonly Row[]): void {
    this.#rows += rows.length;
    for (const row of rows) {
      this.#bytes += this.#options.sizeOf(row);
      const [one, other] = this.#options.groupsOf(row);
      const groups = one < other ? ([one, other] as const) : ([other, one] as const);
      const key = groups.join();
      const pair = this.#pairs.get(key);
      if (pair === undefined) this.#pairs.set(key, { groups, rows: [row] });
      else pair.rows.push(row);
    }
  }

  /** As many as fit a batch of those that most touch the same two groups, neither of them busy. */
  take(busy: ReadonlySet<number>): Alike<Row> | undefined {
    let most: Alike<Row> | undefined;
    for (const pair of this.#pairs.values()) {
      const isFree = !pair.groups.some((group) => busy.has(group));
      if (isFree && pair.rows.length > (most?.rows.length ?? 0)) most = pair;
    }
    if (most === undefined) return undefined;
    const { limits, sizeOf } = this.#options;
    const [rows = []] = batchesOf(most.rows, sizeOf, limits);
    most.rows.splice(0, rows.length);
    this.#rows -= rows.length;
    for (const row of rows) this.#bytes -= sizeOf(row);
    return { groups: most.groups, rows };
  }
}

/** Work under way, and the groups it touches. */
class Lanes {
  readonly busy = new Set<number>();
  readonly #running = new Set<Promise<void>>();
  #failure: { readonly reason: unknown } | undefined;

  get size(): number {
    return this.#running.size;
  }

  get failed(): boolean {
    return this.#failure !== undefined;
  }

  start(groups: readonly number[], work: Promise<void>): void {
    for (const group of groups) this.busy.add(group);
    const lane = work
      .catch((reason: unknown) => {
        this.#failure ??= { reason };
      })
      .then(() => {
        for (const group of groups) this.busy.delete(group);
        this.#running.delete(lane);
      });
    this.#running.add(lane);
  }

  /** Fulfilled when one of them has. */
  ended(): Promise<void> {
    return Promise.race(this.#running);
  }

  /** @throws the first failure */
  async end(): Promise<void> {
    await Promise.all(this.#running);
    if (this.#failure !== undefined) throw this.#failure.reason;
  }
}
