import type { Halves } from './row-hash.ts';

const SHARD_BITS = 6;
const SHARDS = 1 << SHARD_BITS;
const FEWEST_SLOTS = 16;
const FULLEST = 0.75;

/**
 * A map from hashes of 64 bits to a few integers of 32 bits each, 8 bytes and 4 a column for a slot: what is left of rows
 * that are too many to keep.
 *
 * The slots are in shards that double one after the other, for they begin with different numbers of them: one that all
 * were in would need half as much again whenever it doubles, and be more than half empty after it.
 */
export class HashTable {
  readonly #stride: number;
  readonly #shards: Int32Array[];
  readonly #sizes = new Int32Array(SHARDS);
  #size = 0;

  /** @param columns how many integers are kept with a hash, all 0 at first */
  constructor(columns: number) {
    this.#stride = columns + 2;
    this.#shards = Array.from(
      { length: SHARDS },
      (_, shard) => new Int32Array(Math.round(FEWEST_SLOTS * 2 ** (shard / SHARDS)) * this.#stride),
    );
  }

  get size(): number {
    return this.#size;
  }

  /** @returns where the hash stands until the next insertion, -1 if it is not there */
  find(hash: Halves): number {
    const number = shardOf(hash);
    const shard = this.#shards[number] as Int32Array;
    const at = this.#probe(shard, hash.high, present(hash));
    return shard[at + 1] === 0 ? -1 : placeOf(number, at);
  }

  /** @returns whether the hash was not there before; {@link place} is then where it stands */
  insert(hash: Halves): boolean {
    const number = shardOf(hash);
    const shard = this.#roomyShard(number);
    const low = present(hash);
    const at = this.#probe(shard, hash.high, low);
    this.place = placeOf(number, at);
    if (shard[at + 1] !== 0) return false;
    shard[at] = hash.high;
    shard[at + 1] = low;
    this.#sizes[number] = (this.#sizes[number] as number) + 1;
    this.#size++;
    return true;
  }

  /** Where the last inserted hash stands. */
  place = 0;

  get(place: number, column: number): number {
    return this.#shards[place % SHARDS]?.[Math.floor(place / SHARDS) + 2 + column] as number;
  }

  set(place: number, column: number, value: number): void {
    (this.#shards[place % SHARDS] as Int32Array)[Math.floor(place / SHARDS) + 2 + column] = value;
  }

  /** The shard, with room for one more. */
  #roomyShard(number: number): Int32Array {
    const shard = this.#shards[number] as Int32Array;
    const slots = shard.length / this.#stride;
    if ((this.#sizes[number] as number) < slots * FULLEST) return shard;
    const larger = new Int32Array(shard.length * 2);
    for (let from = 0; from < shard.length; from += this.#stride) {
      const low = shard[from + 1] as number;
      if (low === 0) continue;
      const to = this.#probe(larger, shard[from] as number, low);
      for (let column = 0; column < this.#stride; column++)
        larger[to + column] = shard[from + column] as number;
    }
    this.#shards[number] = larger;
    return larger;
  }

  /** Where a hash stands in its shard, or the free slot where it belongs. */
  #probe(shard: Int32Array, high: number, low: number): number {
    const stride = this.#stride;
    const end = shard.length;
    let at = Math.floor(((low >>> 0) / 2 ** 32) * (end / stride)) * stride;
    for (;;) {
      const stored = shard[at + 1];
      if (stored === 0 || (stored === low && shard[at] === high)) return at;
      at += stride;
      if (at === end) at = 0;
    }
  }
}

/** By other bits than those that a slot is found by. */
function shardOf({ high }: Halves): number {
  return high & (SHARDS - 1);
}

function placeOf(shard: number, at: number): number {
  return at * SHARDS + shard;
}

/** A low half of 0 marks a free slot, so it is kept as another number. */
function present({ low }: Halves): number {
  return low === 0 ? 1 : low;
}
