import { median } from '../rows.ts';

/** Rows between two looks: a collection takes about a hundredth of the time in which as many are stored. */
const EVERY_ROWS = 100_000;

/** What a process holds on to: the resident set also has what V8 has not found worth collecting yet. */
export class HeldMemory {
  readonly #bytes: number[] = [];
  #next = 0;

  /** Collects garbage now and then, and notes what is left. @param rows that are done */
  look(rows: number): void {
    if (rows < this.#next) return;
    this.#next = rows + EVERY_ROWS;
    if (globalThis.gc === undefined) throw new Error('Start Node with --expose-gc.');
    globalThis.gc();
    const { heapUsed, external } = process.memoryUsage();
    this.#bytes.push(heapUsed + external);
  }

  get median(): number {
    return median(this.#bytes);
  }
}
