import type { SerializableEdge } from '../../../../graph/index.ts';

/** Edges that are read alongside the nodes, as far as their turn has come. */
export class EdgeFeed {
  readonly #chunks: AsyncIterator<readonly SerializableEdge[]>;
  #chunk: readonly SerializableEdge[] = [];
  #position = 0;
  #taken = 0;

  constructor(chunks: AsyncIterable<readonly SerializableEdge[]>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** How many edges were taken. */
  get taken(): number {
    return this.#taken;
  }

  /** Gives one edge after the other until one is refused, which stays for the next time. */
  async takeWhile(accept: (edge: SerializableEdge) => boolean): Promise<void> {
    for (;;) {
      for (; this.#position < this.#chunk.length; this.#position++, this.#taken++) {
        if (!accept(this.#chunk[this.#position] as SerializableEdge)) return;
      }
      const { done, value } = await this.#chunks.next();
      if (done === true) return;
      this.#chunk = value;
      this.#position = 0;
    }
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
