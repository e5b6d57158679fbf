import type { BookmarkManager } from 'neo4j-driver';

/** Bookmarks that are kept before a transaction has to begin after all of them, which makes them one. */
const MOST_KEPT = 32;

/** What chains the transactions of one database. */
export class Bookmarks {
  readonly #kept: Set<string>;
  readonly #routed: boolean;
  #isDue: boolean;

  /**
   * @param routed each transaction begins after all that were committed before it, on whatever server that
   * was. One server alone shows its commits by itself, and waiting for them holds small transactions up
   * behind large ones that are still being applied: there bookmarks are only kept, to be handed on.
   * @param given what the first transactions begin after in any case
   */
  constructor(routed: boolean, given: readonly string[]) {
    this.#routed = routed;
    this.#kept = new Set(given);
    this.#isDue = given.length > 0;
  }

  get all(): string[] {
    return [...this.#kept];
  }

  /** What sessions ask when a transaction begins, and inform when it is committed. */
  get manager(): BookmarkManager {
    const manager: Pick<BookmarkManager, 'getBookmarks' | 'updateBookmarks'> = {
      getBookmarks: async () => this.#beginAfter(),
      updateBookmarks: async (previous, next) => this.#replace([...previous], next),
    };
    return manager as BookmarkManager;
  }

  #beginAfter(): string[] {
    return this.#routed || this.#isDue || this.#kept.size >= MOST_KEPT ? this.all : [];
  }

  #replace(previous: readonly string[], next: Iterable<string>): void {
    if (previous.length > 0) this.#isDue = false;
    for (const bookmark of previous) this.#kept.delete(bookmark);
    for (const bookmark of next) this.#kept.add(bookmark);
  }
}
