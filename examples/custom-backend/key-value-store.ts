/**
 * What the example backend needs of the world: many services offer it, such as object stores and browsers.
 */
export interface KeyValueStore {
  get(key: string): Promise<string | undefined>;
  /** At once: a reader finds the old value or the new one. */
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<boolean>;
  /**
   * Sets a value, or with `undefined` deletes it, only if the old one still is what it is said to be.
   * @returns whether it was
   */
  replace(key: string, before: string | undefined, after: string | undefined): Promise<boolean>;
  /** Those that begin with the prefix. */
  keys(prefix: string): Promise<string[]>;
}

export class MapStore implements KeyValueStore {
  readonly #values = new Map<string, string>();

  async get(key: string): Promise<string | undefined> {
    return this.#values.get(key);
  }

  async set(key: string, value: string): Promise<void> {
    this.#values.set(key, value);
  }

  async delete(key: string): Promise<boolean> {
    return this.#values.delete(key);
  }

  async replace(key: string, before: string | undefined, after: string | undefined): Promise<boolean> {
    if (this.#values.get(key) !== before) return false;
    if (after === undefined) this.#values.delete(key);
    else this.#values.set(key, after);
    return true;
  }

  async keys(prefix: string): Promise<string[]> {
    return [...this.#values.keys()].filter((key) => key.startsWith(prefix));
  }
}
