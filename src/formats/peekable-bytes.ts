/** Bytes whose beginning can be looked at before they are read. */
export class PeekableBytes {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #head: Uint8Array = new Uint8Array();

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#iterator = chunks[Symbol.asyncIterator]();
  }

  /** The first `count` bytes, fewer where there are no more. */
  async peek(count: number): Promise<Uint8Array> {
    while (this.#head.length < count) {
      const next = await this.#iterator.next();
      if (next.done === true) break;
      this.#head = this.#head.length === 0 ? next.value : Buffer.concat([this.#head, next.value]);
    }
    return this.#head.subarray(0, count);
  }

  /** Everything, the bytes that were looked at included; to be called once. */
  async *all(): AsyncIterable<Uint8Array> {
    try {
      const head = this.#head;
      this.#head = new Uint8Array();
      if (head.length > 0) yield head;
      for (let next = await this.#iterator.next(); next.done !== true; next = await this.#iterator.next()) {
        yield next.value;
      }
    } finally {
      await this.close();
    }
  }

  /** Releases the file where the bytes are not read to their end. */
  async close(): Promise<void> {
    await this.#iterator.return?.();
  }
}
