/**
 * The wire types of Protocol Buffers that messages are made of; groups (3 and 4) are not written any more.
 */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** Bytes that are no message: what stands there, and where. */
export class WireError extends Error {
  /** Offset in the bytes that were read. */
  readonly offset: number;

  constructor(problem: string, offset: number) {
    super(problem);
    this.offset = offset;
  }
}

/**
 * Reads a message of Protocol Buffers tag by tag. Texts are read leniently: indexers write what the sources
 * hold, and some of that is no UTF-8, which becomes U+FFFD.
 */
export class WireReader {
  readonly #bytes: Buffer;
  #position: number;
  #end: number;
  /** The field's number, once {@link next} has said that there is one. */
  field = 0;
  /** The field's wire type, as {@link WIRE} names them. */
  type = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#position = 0;
    this.#end = bytes.byteLength;
  }

  get position(): number {
    return this.#position;
  }

  /** Moves to the next field; false at the end of the message. @throws {@link WireError} */
  next(): boolean {
    if (this.#position >= this.#end) return false;
    const start = this.#position;
    const tag = this.integer();
    this.field = Math.floor(tag / 8);
    this.type = tag % 8;
    const isKnown = this.type <= WIRE.bytes || this.type === WIRE.fixed32;
    if (this.field === 0 || !isKnown) throw new WireError(`tag ${tag} is none of Protocol Buffers`, start);
    return true;
  }

  /** A varint as a number; of 64 bits the lower 53, which holds all that SCIP writes. A negative one is 0. */
  integer(): number {
    let value = 0;
    let factor = 1;
    for (let count = 0; count < 10; count++) {
      const byte = this.#bytes[this.#position];
      if (byte === undefined || this.#position >= this.#end) break;
      this.#position++;
      if (count < 7) value += (byte & 0x7f) * factor;
      factor *= 128;
      // Ten bytes are a negative number, which no position, role or kind is.
      if (byte < 0x80) return count === 9 ? 0 : value;
    }
    throw new WireError('a number has no end', this.#position);
  }

  text(): string {
    const end = this.#takeLength();
    const text = this.#bytes.toString('utf8', this.#position, end);
    this.#position = end;
    return text;
  }

  bytes(): Uint8Array {
    const end = this.#takeLength();
    const bytes = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return bytes;
  }

  /**
   * Reads a message within this one.
   * @param read is called with this reader for each of its fields, and takes its value
   */
  message(read: (reader: this) => void): void {
    const outer = this.#end;
    this.#end = this.#takeLength();
    while (this.next()) read(this);
    this.#end = outer;
  }

  /** Adds the integers of a repeated field, whether packed or one by one. */
  integers(into: number[]): void {
    if (this.type !== WIRE.bytes) {
      into.push(this.integer());
      return;
    }
    const outer = this.#end;
    this.#end = this.#takeLength();
    while (this.#position < this.#end) into.push(this.integer());
    this.#end = outer;
  }

  /** Passes over the value of a field that is not wanted. */
  skip(): void {
    if (this.type === WIRE.varint) this.integer();
    else if (this.type === WIRE.bytes) this.#position = this.#takeLength();
    else this.#position += this.type === WIRE.fixed64 ? 8 : 4;
    if (this.#position > this.#end) throw new WireError('a field reaches beyond its message', this.#end);
  }

  /** @returns where the value ends */
  #takeLength(): number {
    const start = this.#position;
    if (this.type !== WIRE.bytes) throw new WireError(`field ${this.field} has another type`, start);
    const length = this.integer();
    const end = this.#position + length;
    if (end > this.#end) throw new WireError(`field ${this.field} reaches beyond its message`, start);
    return end;
  }
}
