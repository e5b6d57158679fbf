/** The scope of keys that mean the same to everything in this process, such as paths. */
export const THIS_PROCESS: object = {};

/** The end of the last work under each key of a scope. */
const queues = new WeakMap<object, Map<string, Promise<unknown>>>();

/**
 * Runs the works of one key one after another, in the order of the calls.
 * Where one fails, the next begins all the same.
 *
 * @param scope what the keys belong to, such as a store
 */
export async function oneAtATime<Result>(
  scope: object,
  key: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const queue = queues.get(scope) ?? new Map<string, Promise<unknown>>();
  queues.set(scope, queue);
  const before = queue.get(key) ?? Promise.resolve();
  const running = before.then(work, work);
  queue.set(key, running);
  try {
    return await running;
  } finally {
    if (queue.get(key) === running) queue.delete(key);
  }
}
