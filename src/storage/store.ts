import type { GraphBackend } from './graph-backend.ts';
import type { GraphStorage } from './graph-storage.ts';
import { GuardedGraphQueries } from './guarded-graph-queries.ts';
import { GuardedGraphStorage } from './guarded-graph-storage.ts';
import { Lifetime } from './lifetime.ts';
import type { GraphQueries } from './queries.ts';

/** An open store: graphs go in and out by `graph`, questions are asked of `queries`; closing ends both. */
export interface GraphStore extends AsyncDisposable {
  readonly backend: string;
  readonly graph: GraphStorage;
  readonly queries: GraphQueries;
  close(): Promise<void>;
}

/** Puts the front door before a backend. Third-party backends are opened with it too. */
export function graphStore(backend: GraphBackend): GraphStore {
  const lifetime = new Lifetime(() => backend.close());
  return {
    backend: backend.name,
    graph: new GuardedGraphStorage(backend, lifetime),
    queries: new GuardedGraphQueries(backend, lifetime),
    close: () => lifetime.close(),
    [Symbol.asyncDispose]: () => lifetime.close(),
  };
}
