import type { Attributes, SerializableEdge, SerializableNode } from '../graph/types.ts';

/**
 * Hashes of 64 bits, as two halves of 32, over the rows of a graph: to notice that rows
 * changed, or were seen before, without keeping them. Good against chance (two given rows
 * share a hash once in 2^64), not against an enemy. No library hashes JavaScript's strings as
 * they are, and encoding them first costs more than the hash.
 *
 * The result stays in the instance until its next call, so that hashing allocates nothing.
 */
export class RowHash {
  high = 0;
  low = 0;

  ofId(id: string): this {
    this.#start();
    this.#text(id);
    return this.#finish();
  }

  /**
   * Over every field but the file, which is whose rows are hashed together.
   * @param id the hash of the node's id
   */
  ofNode(id: Halves, { name, kind, span, attributes }: SerializableNode): this {
    this.#attributes(attributes);
    this.#halves(id);
    this.#text(name);
    this.#text(kind);
    this.#count(span.startByte);
    this.#count(span.endByte);
    this.#count(span.startLine);
    this.#count(span.endLine);
    this.#count(span.startColumn);
    this.#count(span.endColumn);
    return this.#finish();
  }

  /** Over an edge's identity: source, target and kind. */
  ofEdgeReference(source: Halves, target: Halves, kind: string): this {
    this.#start();
    this.#halves(source);
    this.#halves(target);
    this.#text(kind);
    return this.#finish();
  }

  /** Over every field. @param source the hash of the source's id @param target the hash of the target's id */
  ofEdge(source: Halves, target: Halves, { kind, attributes }: SerializableEdge): this {
    this.#attributes(attributes);
    this.#halves(source);
    this.#halves(target);
    this.#text(kind);
    return this.#finish();
  }

  copy(): Halves {
    return { high: this.high, low: this.low };
  }

  #start(): void {
    this.high = 0x243f6a88;
    this.low = 0x13198a2e;
  }

  /** Starts with the attributes, whose order does not count: their own hashes are added up. */
  #attributes(attributes: Attributes): void {
    let high = 0;
    let low = 0;
    for (const name in attributes) {
      this.#start();
      this.#text(name);
      this.#text(attributes[name] ?? '');
      this.#finish();
      high = (high + this.high) | 0;
      low = (low + this.low) | 0;
    }
    this.#start();
    this.#mix(high);
    this.#mix(low);
  }

  /** The length first, so that two texts in a row are not mistaken for two others. */
  #text(text: string): void {
    const { length } = text;
    let high = Math.imul(this.high ^ length, 0x9e3779b1);
    let low = Math.imul(this.low ^ length, 0x85ebca77);
    const pairs = length & ~1;
    for (let index = 0; index < pairs; index += 2) {
      const pair = text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16);
      high = Math.imul(high ^ pair, 0x9e3779b1);
      high ^= high >>> 15;
      low = Math.imul((low << 13) | (low >>> 19), 0x85ebca77) ^ Math.imul(pair, 0xc2b2ae3d);
    }
    if (pairs < length) {
      const last = text.charCodeAt(pairs);
      high = Math.imul(high ^ last, 0x9e3779b1);
      low = Math.imul((low << 13) | (low >>> 19), 0x85ebca77) ^ Math.imul(last, 0xc2b2ae3d);
    }
    this.high = high;
    this.low = low;
  }

  #halves({ high, low }: Halves): void {
    this.#mix(high);
    this.#mix(low);
  }

  /** An integer up to 2^53−1. */
  #count(count: number): void {
    this.#mix(count | 0);
    if (count > 0xffffffff) this.#mix((count / 0x100000000) | 0);
  }

  #mix(value: number): void {
    const high = Math.imul(this.high ^ value, 0x9e3779b1);
    this.high = high ^ (high >>> 15);
    this.low = Math.imul((this.low << 13) | (this.low >>> 19), 0x85ebca77) ^ Math.imul(value, 0xc2b2ae3d);
  }

  /**
   * MurmurHash3's finaliser, each half stirred into the other, so that
   * every bit of the input reaches every bit.
   */
  #finish(): this {
    const high = avalanche(this.high ^ Math.imul(this.low, 0x27d4eb2f));
    const low = avalanche(this.low ^ Math.imul(high, 0x165667b1));
    this.high = avalanche(high ^ low);
    this.low = low;
    return this;
  }
}

/** A hash's two halves, signed integers of 32 bits. */
export interface Halves {
  readonly high: number;
  readonly low: number;
}

function avalanche(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
