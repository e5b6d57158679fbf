/**
 * Does the work for every item, some side by side. Items are drawn as a place falls free, so
 * that only those in flight are in memory. After a failure no more are drawn; what is in
 * flight is waited for, then the first failure is thrown.
 */
export async function forEachConcurrently<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  concurrency: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  // A worker that throws leaves its loop, which ends what all of them draw from.
  const drawn = (async function* () {
    yield* items;
  })();
  const worker = async (): Promise<void> => {
    for await (const item of drawn) await work(item);
  };
  const outcomes = await Promise.allSettled(Array.from({ length: concurrency }, worker));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** A failure is thrown where the result is awaited, which for what was asked ahead may be nowhere. */
export function quiet<Result>(asked: Promise<Result>): Promise<Result> {
  asked.catch(() => undefined);
  return asked;
}
