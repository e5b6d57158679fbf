import { asStorageError } from '../../errors/index.ts';
import { PendingInvalidations } from '../../storage/backend/pending-invalidations.ts';
import { CacheEntries } from './cache-entries.ts';
import type { Database } from './database.ts';

const WRITES_A_TRANSACTION = 100;
/** More uses than these are written by themselves. */
const MOST_USES = 1_000;

interface Write {
  /** Whether it needs the file to be there, and makes it where it is not. */
  readonly creates: boolean;
  run(entries: CacheEntries): void;
  end(isDone: boolean): void;
}

/**
 * Everything that writes to a cache's tables. What is asked for at the same time is one
 * transaction; which values were used is written with the next one; and deletions that
 * could not be done are done before anything else is.
 */
export class CacheWrites {
  readonly pending: PendingInvalidations = new PendingInvalidations();
  readonly #database: Database;
  readonly #clock: () => number;
  readonly #used = new Set<string>();
  readonly #waiting: Write[] = [];
  #running: Promise<void> | undefined;
  #isCatchingUp = false;
  #problem: string | undefined;
  #evictions = 0;

  constructor(database: Database, clock: () => number) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Why the last of them, or a read since then, failed. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Whether there are values that should be gone. */
  get isBehind(): boolean {
    return this.#isCatchingUp || this.pending.size > 0;
  }

  get evictions(): number {
    return this.#evictions;
  }

  noteFailure(error: unknown): void {
    this.#problem = asStorageError(error).message;
  }

  /**
   * @param whereAbsent the result where there is no file, which is made if this is not given
   * @returns `undefined` if it could not be done
   */
  run<Result>(work: (entries: CacheEntries) => Result, whereAbsent?: Result): Promise<Result | undefined> {
    return new Promise((resolve) => {
      let result = whereAbsent;
      this.#waiting.push({
        creates: whereAbsent === undefined,
        run: (entries) => {
          result = work(entries);
        },
        end: (isDone) => resolve(isDone ? result : undefined),
      });
      this.#running ??= this.#runAll();
    });
  }

  /** Does what has been put off. @returns whether that, and any other write, can be done at present */
  async catchUp(): Promise<boolean> {
    return (await this.run(() => true, true)) ?? false;
  }

  async noteUse(key: string): Promise<void> {
    this.#used.delete(key);
    this.#used.add(key);
    if (this.#used.size > MOST_USES) await this.catchUp();
  }

  async end(): Promise<void> {
    if (this.#used.size > 0 || this.pending.size > 0) await this.catchUp();
  }

  async #runAll(): Promise<void> {
    // So that what is asked for in this turn comes together.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const writes = this.#waiting.splice(0, WRITES_A_TRANSACTION);
      const isDone = await this.#commit(writes);
      for (const write of writes) write.end(isDone);
    }
    this.#running = undefined;
  }

  async #commit(writes: readonly Write[]): Promise<boolean> {
    this.#isCatchingUp = this.isBehind;
    const missed = this.pending.take();
    // Where they cannot be written, values that are less exactly in
    // order do less harm than a list that grows.
    const used = [...this.#used];
    this.#used.clear();
    try {
      if (!writes.some(({ creates }) => creates) && !(await this.#database.exists({}))) return true;
      await this.#database
        .write({}, (connection) => {
          const entries = new CacheEntries(connection, this.#clock());
          for (const key of missed.keys) entries.delete(key);
          for (const glob of missed.globs) entries.deleteMatching(glob);
          entries.touch(used);
          for (const write of writes) write.run(entries);
          return { isChanged: true, evicted: entries.evicted };
        })
        .then(({ evicted }) => {
          this.#evictions += evicted;
        });
      this.#problem = undefined;
      return true;
    } catch (error) {
      this.pending.giveBack(missed);
      this.noteFailure(error);
      return false;
    } finally {
      this.#isCatchingUp = false;
    }
  }
}
