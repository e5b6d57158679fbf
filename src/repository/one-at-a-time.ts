import pLimit, { type LimitFunction } from 'p-limit';

const turns = new WeakMap<object, Map<string, LimitFunction>>();

/** Runs work on one repository of one store when no other such work runs. */
export async function oneAtATime<Result>(
  store: object,
  repoId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const ofStore = turns.get(store) ?? new Map<string, LimitFunction>();
  turns.set(store, ofStore);
  const turn = ofStore.get(repoId) ?? pLimit(1);
  ofStore.set(repoId, turn);
  try {
    return await turn(work);
  } finally {
    if (turn.activeCount + turn.pendingCount === 0) ofStore.delete(repoId);
  }
}
