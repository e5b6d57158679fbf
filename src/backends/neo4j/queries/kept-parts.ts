import { LRUCache } from 'lru-cache';
import { type RepositoryState, stateName } from '../read/repository-state.ts';

/** How many are kept: people ask about one repository again and again. */
const KEPT = 4;

/** What was read for questions, kept as long as the repository is in the state that it was read in. */
export class KeptParts<Part extends object> {
  readonly #known = new LRUCache<string, Part>({ max: KEPT });

  find(state: RepositoryState, question: unknown): Part | undefined {
    return this.#known.get(keyOf(state, question));
  }

  /** Only for what is known to be of one state. */
  keep(state: RepositoryState, question: unknown, part: Part): void {
    this.#known.set(keyOf(state, question), part);
  }
}

function keyOf(state: RepositoryState, question: unknown): string {
  return JSON.stringify([stateName(state), question]);
}
