import { type Halves, RowHash } from './row-hash.ts';

/** The digest of a file that owns nothing. */
export const EMPTY_DIGEST = '0-0000000000000000';

/**
 * A digest for each file over the facts it owns, nodes and edges: the sum of their hashes, so that their
 * order does not count. An edge belongs to its source's file, and to '' where that is not stored.
 */
export class FileDigests {
  readonly #numbers = new Map<string, number>();
  readonly #paths: string[] = [];
  readonly #high: number[] = [];
  readonly #low: number[] = [];
  readonly #rows: number[] = [];
  readonly #doubtful = new Set<number>();

  /** The files that own something or were asked for, in the order of their numbers. */
  get paths(): readonly string[] {
    return this.#paths;
  }

  numberOf(path: string): number {
    const known = this.#numbers.get(path);
    if (known !== undefined) return known;
    const number = this.#paths.push(path) - 1;
    this.#numbers.set(path, number);
    this.#high.push(0);
    this.#low.push(0);
    this.#rows.push(0);
    return number;
  }

  pathOf(number: number): string {
    return this.#paths[number] as string;
  }

  rowsOf(path: string): number {
    const number = this.#numbers.get(path);
    return number === undefined ? 0 : (this.#rows[number] as number);
  }

  add(number: number, { high, low }: Halves): void {
    this.#high[number] = ((this.#high[number] as number) + high) | 0;
    this.#low[number] = ((this.#low[number] as number) + low) | 0;
    this.#rows[number] = (this.#rows[number] as number) + 1;
  }

  /** Gives a file no digest: a node that is given twice makes it depend on more than its own facts. */
  doubt(number: number): void {
    this.#doubtful.add(number);
  }

  /** One digest over all files that own something. @returns null where one of them has none */
  total(): string | null {
    if (this.#doubtful.size > 0) return null;
    const hash = new RowHash();
    let high = 0;
    let low = 0;
    for (const [path, number] of this.#numbers) {
      if (this.#rows[number] === 0) continue;
      hash.ofId(`${this.digestOf(path)} ${path}`);
      high = (high + hash.high) | 0;
      low = (low + hash.low) | 0;
    }
    return hex(high) + hex(low);
  }

  /** @returns null where there is nothing to compare with */
  digestOf(path: string): string | null {
    const number = this.#numbers.get(path);
    if (number === undefined) return EMPTY_DIGEST;
    if (this.#doubtful.has(number)) return null;
    const [rows, high, low] = [this.#rows[number], this.#high[number], this.#low[number]] as [
      number,
      number,
      number,
    ];
    return `${rows}-${hex(high)}${hex(low)}`;
  }
}

function hex(half: number): string {
  return (half >>> 0).toString(16).padStart(8, '0');
}
