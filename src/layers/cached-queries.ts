import { randomUUID } from 'node:crypto';
import { timeoutOf } from '../storage/front-door/option-checks.ts';
import { withinTime } from '../storage/front-door/time-limit.ts';
import { type CacheStorage, checkGiven, type GraphStore, type QueryOptions } from '../storage/index.ts';
import { ANSWER_FORM, hasForm, keptAnswer } from './answer-form.ts';
import { intercepted, type Operation, optionsOf, textOf } from './intercept.ts';
import { questionKey } from './question-key.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** How answers are kept. */
export interface CachedQueriesOptions {
  /**
   * Names what is stored: processes that open the same store with the same cache share
   * answers under it, and two stores must never have the same. Give a new one after a
   * database was wiped by hand. Default: one that nobody else has.
   */
  readonly storeId?: string | undefined;
  /** How long an answer is kept at most, in milliseconds. Default a day. */
  readonly ttlMs?: number | undefined;
  /** `false` leaves the store as it is. Default `true`. */
  readonly enabled?: boolean | undefined;
}

/**
 * The store with answers to questions kept under the revision of the repository they are
 * about. Every question still asks the store for that revision, so that an answer is
 * never older than the last write, whoever made it; nothing has to be invalidated.
 * Failures are not kept. The cache stays the caller's to close.
 */
export function cachedQueries<Store extends GraphStore>(
  store: Store,
  cache: CacheStorage,
  options: CachedQueriesOptions = {},
): Store {
  checkGiven(options);
  const { storeId = randomUUID(), ttlMs = DAY_MS, enabled = true } = options;
  if (!enabled) return store;

  async function answer<Result>(operation: Operation, proceed: () => Promise<Result>): Promise<Result> {
    const revision = await revisionOf(store, operation);
    const key = revision === undefined ? undefined : questionKey(storeId, operation, revision);
    if (key === undefined) return proceed();
    // A cache that fails is a cache that holds nothing.
    const question = operation.name;
    const codec = keptAnswer(question);
    const kept = await cache.get(key, codec).catch(() => undefined);
    if (kept !== undefined) return (kept.answer ?? undefined) as Result;
    const found = await proceed();
    // The graph may have changed while it was asked.
    const after = await revisionOf(store, operation);
    if (after !== revision) return found;
    const value = { form: ANSWER_FORM, question, answer: found ?? null };
    await cache.set(key, value, { ttlMs }, codec).catch(() => undefined);
    return found;
  }

  return intercepted(store, (operation, proceed) =>
    operation.kind === 'question' && hasForm(operation.name) && textOf(operation.repoId)?.isWellFormed()
      ? answer(operation, proceed)
      : proceed(),
  );
}

/**
 * Within the question's own time, for a store may wait until a change is complete. Where it fails the
 * question itself, asked of the store, fails in its own name.
 */
async function revisionOf(store: GraphStore, operation: Operation): Promise<string | undefined> {
  const { timeoutMs, signal }: QueryOptions = optionsOf(operation) ?? {};
  try {
    return await withinTime(timeoutOf({ timeoutMs }), { signal }, (running) =>
      store.graph.getGraphRevision(String(operation.repoId), running),
    );
  } catch {
    return undefined;
  }
}
