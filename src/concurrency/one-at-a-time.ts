/** The end of the last write under each key, for all stores of this process. */
const tails = new Map<string, Promise<unknown>>();

/** Runs the works of one key one after another, in the order of the calls. */
export async function serially<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
  const before = tails.get(key) ?? Promise.resolve();
  const running = before.then(work, work);
  tails.set(key, running);
  try {
    return await running;
  } finally {
    if (tails.get(key) === running) tails.delete(key);
  }
}
