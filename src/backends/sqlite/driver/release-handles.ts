import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Has statements collected soon. A statement of libsql holds its connection, and
 * with it the file and SQLite's log beside it, until it is collected: it has no call
 * that ends it, and closing the connection does not.
 */
export function releaseHandles(): void {
  // A timer wakes a process that waits; an immediate that nothing
  // waits for runs only when something else does.
  setTimeout(() => {
    setFlagsFromString('--expose-gc');
    const collect: unknown = runInNewContext('globalThis.gc');
    if (typeof collect === 'function') collect();
  }, 0).unref();
}
