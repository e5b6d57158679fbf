import type { ReadOptions, WalkDirection } from '../../../../storage/index.ts';
import { Pauses } from '../pauses.ts';
import type { RepositoryReader } from '../repository-reader.ts';
import * as sql from '../statements.ts';

/** What lies a number of steps from the start. */
export interface Level {
  readonly distance: number;
  readonly numbers: readonly number[];
}

/**
 * A breadth-first walk, one statement a level. A recursive statement would visit a
 * node once for each distance at which it is met, for SQLite's recursion knows no
 * other way to have seen a row than to have seen all of it.
 */
export class Expansion {
  readonly #reader: RepositoryReader;
  readonly #statement: string;
  readonly #kinds: string;
  readonly #seen = new Set<number>();
  /** The nodes of the level reached last. */
  frontier: readonly number[];

  constructor(
    reader: RepositoryReader,
    starts: readonly number[],
    {
      direction,
      edgeKinds,
    }: { readonly direction: WalkDirection; readonly edgeKinds: readonly string[] | undefined },
  ) {
    this.#reader = reader;
    this.#statement = direction === 'callers' ? sql.STEP_BACKWARD : sql.STEP_FORWARD;
    this.#kinds = reader.kindList(edgeKinds);
    this.frontier = starts;
  }

  /** All that one more step leads to, also what was met before. */
  step(): readonly number[] {
    return this.#reader.json(this.#statement, JSON.stringify(this.frontier), this.#kinds) ?? [];
  }

  /** The levels from 1 to `depth`. A start is in one if it can be reached too, from itself or another. */
  async *levels({ depth, ...options }: ReadOptions & { readonly depth: number }): AsyncGenerator<Level> {
    const pauses = new Pauses(options);
    for (let distance = 1; distance <= depth && this.frontier.length > 0; distance++) {
      const numbers = this.step().filter((number) => !this.#seen.has(number));
      for (const number of numbers) this.#seen.add(number);
      this.frontier = numbers;
      if (numbers.length > 0) yield { distance, numbers };
      await pauses.letOthersIn('steps', distance);
    }
  }
}
