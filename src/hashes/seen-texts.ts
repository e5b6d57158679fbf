import { HashTable } from './hash-table.ts';
import { RowHash } from './row-hash.ts';

/**
 * A set of texts of which only hashes are kept, a few bytes each. Two
 * given texts are mistaken for one once in 2^64.
 */
export class SeenTexts {
  readonly #table = new HashTable(0);
  readonly #hash = new RowHash();

  /** @returns whether the text was not there before */
  add(text: string): boolean {
    return this.#table.insert(this.#hash.ofId(text));
  }

  has(text: string): boolean {
    return this.#table.find(this.#hash.ofId(text)) !== -1;
  }
}
