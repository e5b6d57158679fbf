import { asStorageError } from '../errors/index.ts';
import type { GraphQueries, GraphStorage, GraphStore, ReadOptions } from '../storage/index.ts';
import { Lifetime } from '../storage/lifetime.ts';

/** One call of a store's method. */
export interface Operation {
  /** The method's name, such as `storeGraph` or `callers`. */
  readonly name: string;
  readonly kind: 'read' | 'write' | 'question';
  readonly backend: string;
  /** What the caller gave, which need not be a string. */
  readonly repoId: unknown;
  readonly args: readonly unknown[];
  /** Where among the arguments the options are. */
  readonly optionsAt: number;
}

/** What a layer does in place of a call: it may go on to the layer below, once, several times or never. */
export type Around = <Result>(operation: Operation, proceed: () => Promise<Result>) => Promise<Result>;

type GraphMethod = Exclude<keyof GraphStorage, 'backend' | 'close' | typeof Symbol.asyncDispose>;
type Shape = Pick<Operation, 'kind' | 'optionsAt'>;

const GRAPH_METHODS: Readonly<Record<GraphMethod, Shape>> = {
  storeGraph: { kind: 'write', optionsAt: 1 },
  loadGraph: { kind: 'read', optionsAt: 1 },
  streamGraph: { kind: 'read', optionsAt: 1 },
  updateNodes: { kind: 'write', optionsAt: 2 },
  updateEdges: { kind: 'write', optionsAt: 2 },
  deleteNodes: { kind: 'write', optionsAt: 2 },
  deleteEdges: { kind: 'write', optionsAt: 2 },
  replaceFiles: { kind: 'write', optionsAt: 2 },
  getGraphMetadata: { kind: 'read', optionsAt: 1 },
  getGraphRevision: { kind: 'read', optionsAt: 1 },
  updateGraphMetadata: { kind: 'write', optionsAt: 2 },
  listRepositories: { kind: 'read', optionsAt: 0 },
  deleteGraph: { kind: 'write', optionsAt: 1 },
  graphExists: { kind: 'read', optionsAt: 1 },
};

const QUESTIONS: Readonly<Record<keyof GraphQueries, number>> = {
  findNodes: 2,
  callers: 2,
  callees: 2,
  callGraph: 2,
  callPath: 3,
  impactOf: 2,
  deadCode: 1,
  whyAlive: 2,
  ifDeleted: 2,
  cycles: 1,
  dependencies: 1,
  hotspots: 1,
  summary: 1,
};

/**
 * A store with something done around every call of the given one: graphs, questions and maintenance. Closing it waits for
 * its own calls under way, then closes the store below. Rows of a stream are read from below without more ado.
 *
 * @param isIdle asked at every call: where it says true, the call goes straight below
 */
export function intercepted<Store extends GraphStore>(
  store: Store,
  around: Around,
  isIdle: () => boolean = () => false,
): Store {
  const lifetime = new Lifetime(() => store.close());
  let isOpen = true;
  const method = (target: object, name: string, { kind, optionsAt }: Shape): Method => {
    const call = Reflect.get(target, name) as Method;
    const observed: Method = async (...args) => {
      const operation = { name, kind, backend: store.backend, repoId: repoIdOf(name, args), args, optionsAt };
      try {
        return await lifetime.during(() => around(operation, () => Reflect.apply(call, target, args)));
      } catch (error) {
        throw asStorageError(error).at({
          operation: name,
          backend: store.backend,
          repoId: textOf(operation.repoId),
        });
      }
    };
    return (...args) => (isOpen && isIdle() ? Reflect.apply(call, target, args) : observed(...args));
  };
  const close = (): Promise<void> => {
    isOpen = false;
    return lifetime.close();
  };
  const graph: Record<string | symbol, unknown> = {
    backend: store.backend,
    close,
    [Symbol.asyncDispose]: close,
  };
  for (const [name, shape] of Object.entries(GRAPH_METHODS)) graph[name] = method(store.graph, name, shape);
  const queries: Record<string, unknown> = {};
  for (const [name, optionsAt] of Object.entries(QUESTIONS)) {
    queries[name] = method(store.queries, name, { kind: 'question', optionsAt });
  }
  return {
    ...store,
    graph,
    queries,
    maintenance: method(store, 'maintenance', { kind: 'write', optionsAt: 0 }),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The options of a call, where there are any. */
export function optionsOf({ args, optionsAt }: Operation): ReadOptions | undefined {
  const options = args[optionsAt];
  return typeof options === 'object' && options !== null ? options : undefined;
}

export function textOf(repoId: unknown): string | undefined {
  return typeof repoId === 'string' ? repoId : undefined;
}

type Method = (...args: readonly unknown[]) => Promise<unknown>;

function repoIdOf(name: string, [first]: readonly unknown[]): unknown {
  if (name === 'listRepositories' || name === 'maintenance') return undefined;
  if (name !== 'storeGraph') return first;
  const graph = first as
    | { readonly repoId?: unknown; readonly metadata?: { readonly repoId?: unknown } }
    | undefined;
  return graph?.repoId ?? graph?.metadata?.repoId;
}
