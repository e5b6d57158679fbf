import { hasExactRows, type SerializableGraph } from '../../../graph/index.ts';
import type { RowFingerprints } from '../../../hashes/row-fingerprints.ts';
import { ScannedGraph } from './scanned-graph.ts';

/** A digest takes some hundred bytes. */
const MOST_REPOSITORIES = 10_000;

/**
 * One digest of what this process stored last in each repository. It lets the store recognise
 * a graph that it was given before, before copying it: a third of the work with a graph that
 * is stored already. Whether it still is, the database says.
 */
export class LastStored {
  readonly #totals = new Map<string, string>();

  /** Notes what was stored. */
  note(repoId: string, { digests }: RowFingerprints): void {
    this.forget(repoId);
    const total = digests.total();
    if (total === null) return;
    this.#totals.set(repoId, total);
    const [oldest] = this.#totals.keys();
    if (this.#totals.size > MOST_REPOSITORIES && oldest !== undefined) this.#totals.delete(oldest);
  }

  /** To be called where something else has been made of a repository, or is to be. */
  forget(repoId: string): void {
    this.#totals.delete(repoId);
  }

  /**
   * Rows that are copied unless they are those last stored.
   * @returns undefined where nothing is known, or not all is exact
   */
  take(graph: SerializableGraph): ScannedGraph | undefined {
    const known = this.#totals.get(graph.repoId);
    if (known === undefined || !hasExactRows(graph)) return undefined;
    const scanned = new ScannedGraph(graph);
    if (scanned.fingerprints.digests.total() !== known) scanned.keep();
    return scanned;
  }
}
