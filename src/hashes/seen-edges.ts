import type { EdgeReference } from '../graph/types.ts';
import { HashTable } from './hash-table.ts';
import { RowHash } from './row-hash.ts';

/** A set of edges' identities of which only hashes are kept, as {@link SeenTexts} does of texts. */
export class SeenEdges {
  readonly #table = new HashTable(0);
  readonly #source = new RowHash();
  readonly #target = new RowHash();
  readonly #edge = new RowHash();

  /** @returns whether no edge of the same source, target and kind was there before */
  add({ source, target, kind }: EdgeReference): boolean {
    return this.#table.insert(
      this.#edge.ofEdgeReference(this.#source.ofId(source), this.#target.ofId(target), kind),
    );
  }

  /** Whether one of the same source, target and kind was added. */
  has({ source, target, kind }: EdgeReference): boolean {
    const hash = this.#edge.ofEdgeReference(this.#source.ofId(source), this.#target.ofId(target), kind);
    return this.#table.find(hash) !== -1;
  }
}
