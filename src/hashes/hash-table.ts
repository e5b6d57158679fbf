import type { Halves } from './row-hash.ts';

const FEWEST_SLOTS = 1_024;
const FULLEST = 0.75;

/**
 * A map from hashes of 64 bits to a few integers of 32 bits each, 8 bytes and 4 a column for
 * a slot: what is left of rows that are too many to keep.
 */
export class HashTable {
  readonly #stride: number;
  #slots = FEWEST_SLOTS;
  #data: Int32Array;
  #size = 0;

  /** @param columns how many integers are kept with a hash, all 0 at first */
  constructor(columns: number) {
    this.#stride = columns + 2;
    this.#data = new Int32Array(this.#slots * this.#stride);
  }

  get size(): number {
    return this.#size;
  }

  /** @returns where the hash stands until the next insertion, -1 if it is not there */
  find(hash: Halves): number {
    const place = this.#probe(this.#data, this.#slots, hash.high, present(hash));
    return this.#data[place + 1] === 0 ? -1 : place;
  }

  /** @returns whether the hash was not there before; {@link place} is then where it stands */
  insert(hash: Halves): boolean {
    if (this.#size >= this.#slots * FULLEST) this.#grow();
    const low = present(hash);
    this.place = this.#probe(this.#data, this.#slots, hash.high, low);
    if (this.#data[this.place + 1] !== 0) return false;
    this.#data[this.place] = hash.high;
    this.#data[this.place + 1] = low;
    this.#size++;
    return true;
  }

  /** Where the last inserted hash stands. */
  place = 0;

  get(place: number, column: number): number {
    return this.#data[place + 2 + column] as number;
  }

  set(place: number, column: number, value: number): void {
    this.#data[place + 2 + column] = value;
  }

  #grow(): void {
    const slots = this.#slots * 2;
    const data = new Int32Array(slots * this.#stride);
    for (let from = 0; from < this.#data.length; from += this.#stride) {
      const low = this.#data[from + 1] as number;
      if (low === 0) continue;
      const to = this.#probe(data, slots, this.#data[from] as number, low);
      for (let column = 0; column < this.#stride; column++)
        data[to + column] = this.#data[from + column] as number;
    }
    this.#data = data;
    this.#slots = slots;
  }

  /** The slot of a hash, or the free one where it belongs. */
  #probe(data: Int32Array, slots: number, high: number, low: number): number {
    const stride = this.#stride;
    for (let slot = low & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const place = slot * stride;
      const stored = data[place + 1];
      if (stored === 0 || (stored === low && data[place] === high)) return place;
    }
  }
}

/** A low half of 0 marks a free slot, so it is kept as another number. */
function present({ low }: Halves): number {
  return low === 0 ? 1 : low;
}
