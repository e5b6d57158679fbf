import { StorageError } from '../errors/index.ts';
import type { GraphStore } from '../storage/index.ts';
import type { Attributes } from '../tracing/attributes.ts';
import { operations, trace } from '../tracing/channels.ts';
import { intercepted, type Operation, textOf } from './intercept.ts';

/**
 * The store with every call published on the tracing channel `codeprism:operation`. It costs next to nothing
 * while nobody listens. What `openStore` opens has it already.
 */
export function traced<Store extends GraphStore>(store: Store): Store {
  return intercepted(
    store,
    (operation, proceed) => trace(operations, () => attributesOf(operation), errorAttributes, proceed),
    () => !operations.hasSubscribers,
  );
}

function attributesOf({ name, backend, repoId }: Operation): Attributes {
  const repository = textOf(repoId);
  return {
    'db.system.name': backend,
    'db.operation.name': name,
    ...(repository !== undefined && { 'codeprism.repository': repository }),
  };
}

function errorAttributes(error: unknown): Attributes {
  return { 'error.type': error instanceof StorageError ? error.code : 'UNEXPECTED' };
}
