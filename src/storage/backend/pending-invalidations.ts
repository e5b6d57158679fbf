/** More than these are made up for by deleting everything. */
const MOST = 1_000;

/** Deletions that could not be done: single keys, and globs. */
export interface Invalidations {
  readonly keys: readonly string[];
  readonly globs: readonly string[];
}

/** Deletions that a cache backend could not do, remembered until they are done. */
export class PendingInvalidations {
  readonly #keys = new Set<string>();
  readonly #globs = new Set<string>();

  get size(): number {
    return this.#keys.size + this.#globs.size;
  }

  addKey(key: string): void {
    this.#keys.add(key);
    this.#bound();
  }

  addGlob(glob: string): void {
    this.#globs.add(glob);
    this.#bound();
  }

  /** Hands them over; those that fail have to be given back. */
  take(): Invalidations {
    const taken = { keys: [...this.#keys], globs: [...this.#globs] };
    this.#keys.clear();
    this.#globs.clear();
    return taken;
  }

  giveBack({ keys, globs }: Invalidations): void {
    for (const key of keys) this.addKey(key);
    for (const glob of globs) this.addGlob(glob);
  }

  #bound(): void {
    if (this.size <= MOST) return;
    this.#keys.clear();
    this.#globs.clear();
    this.#globs.add('*');
  }
}
