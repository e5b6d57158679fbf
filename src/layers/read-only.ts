import { StorageError } from '../errors/index.ts';
import type { GraphStore } from '../storage/index.ts';
import { intercepted } from './intercept.ts';

/**
 * The store for programs that only read: every write, and maintenance, fails with `UNSUPPORTED`
 * before anything of it reaches the store; a dry run is none. Neo4j's sessions are opened for
 * reading alone with `openNeo4jStore({ readOnly: true })`.
 */
export function readOnly<Store extends GraphStore>(store: Store): Store {
  return intercepted(store, async ({ name, kind }, proceed) => {
    if (kind !== 'write') return proceed();
    throw new StorageError(
      'UNSUPPORTED',
      `The store was opened for reading, and ${name} would change it. Open it without readOnly to write.`,
    );
  });
}
