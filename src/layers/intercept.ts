import { asStorageError } from '../errors/index.ts';
import { Lifetime } from '../storage/front-door/lifetime.ts';
import type {
  AnalysisStorage,
  GraphQueries,
  GraphStorage,
  GraphStore,
  ReadOptions,
} from '../storage/index.ts';

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

type Common = 'backend' | 'close' | typeof Symbol.asyncDispose;
type GraphMethod = Exclude<keyof GraphStorage, Common>;
type AnalysisMethod = Exclude<keyof AnalysisStorage, Common>;

interface Shape extends Pick<Operation, 'kind' | 'optionsAt'> {
  /** The option that makes a write of it. */
  readonly writesWith?: string;
  /** The option that makes a read of it. */
  readonly readsWith?: string;
}

const GRAPH_METHODS: Readonly<Record<GraphMethod, Shape>> = {
  storeGraph: { kind: 'write', readsWith: 'dryRun', optionsAt: 1 },
  loadGraph: { kind: 'read', optionsAt: 1 },
  streamGraph: { kind: 'read', optionsAt: 1 },
  updateNodes: { kind: 'write', readsWith: 'dryRun', optionsAt: 2 },
  updateEdges: { kind: 'write', readsWith: 'dryRun', optionsAt: 2 },
  deleteNodes: { kind: 'write', readsWith: 'dryRun', optionsAt: 2 },
  deleteEdges: { kind: 'write', readsWith: 'dryRun', optionsAt: 2 },
  replaceFiles: { kind: 'write', readsWith: 'dryRun', optionsAt: 2 },
  getGraphMetadata: { kind: 'read', optionsAt: 1 },
  getGraphRevision: { kind: 'read', optionsAt: 1 },
  updateGraphMetadata: { kind: 'write', readsWith: 'dryRun', optionsAt: 2 },
  listRepositories: { kind: 'read', optionsAt: 0 },
  deleteGraph: { kind: 'write', readsWith: 'dryRun', optionsAt: 1 },
  graphExists: { kind: 'read', optionsAt: 1 },
};

const QUERY_METHODS: Readonly<Record<keyof GraphQueries, Shape>> = {
  findNodes: { kind: 'question', optionsAt: 2 },
  callers: { kind: 'question', optionsAt: 2 },
  callees: { kind: 'question', optionsAt: 2 },
  callGraph: { kind: 'question', optionsAt: 2 },
  callPath: { kind: 'question', optionsAt: 3 },
  impactOf: { kind: 'question', optionsAt: 2 },
  deadCode: { kind: 'question', optionsAt: 1, writesWith: 'mark' },
  unmark: { kind: 'write', optionsAt: 1 },
  whyAlive: { kind: 'question', optionsAt: 2 },
  ifDeleted: { kind: 'question', optionsAt: 2 },
  cycles: { kind: 'question', optionsAt: 1 },
  dependencies: { kind: 'question', optionsAt: 1 },
  hotspots: { kind: 'question', optionsAt: 1 },
  summary: { kind: 'question', optionsAt: 1 },
  query: { kind: 'read', optionsAt: 2 },
};

const ANALYSIS_METHODS: Readonly<Record<AnalysisMethod, Shape>> = {
  storeAnalysis: { kind: 'write', optionsAt: 1 },
  loadAnalysis: { kind: 'read', optionsAt: 2 },
  findAnalysis: { kind: 'read', optionsAt: 1 },
  deleteAnalysis: { kind: 'write', optionsAt: 2 },
  cleanupOldResults: { kind: 'write', optionsAt: 1 },
  deleteAnalysesOf: { kind: 'write', optionsAt: 1 },
};

/**
 * A store with something done around every call of the given one: graphs, questions,
 * analyses and maintenance. Closing it waits for its own calls under way, then closes the
 * store below. Rows of a stream are read from below without more ado.
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
  const method = (target: object, name: string, shape: Shape): Method => {
    const { optionsAt } = shape;
    const call = Reflect.get(target, name) as Method;
    const observed: Method = async (...args) => {
      const operation = {
        name,
        kind: kindOf(shape, args[optionsAt]),
        backend: store.backend,
        repoId: repoIdOf(name, args),
        args,
        optionsAt,
      } as const;
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
  const methods = (target: object, shapes: Readonly<Record<string, Shape>>): Record<string, Method> =>
    Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, method(target, name, shape)]));
  const common = { backend: store.backend, close, [Symbol.asyncDispose]: close };
  return {
    ...store,
    graph: { ...common, ...methods(store.graph, GRAPH_METHODS) },
    queries: methods(store.queries, QUERY_METHODS),
    analysis: { ...common, ...methods(store.analysis, ANALYSIS_METHODS) },
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

/** A repository's id where a caller gave a text; undefined for anything else, which the store refuses. */
export function textOf(repoId: unknown): string | undefined {
  return typeof repoId === 'string' ? repoId : undefined;
}

function kindOf({ kind, writesWith, readsWith }: Shape, options: unknown): Shape['kind'] {
  if (isChosen(writesWith, options)) return 'write';
  return isChosen(readsWith, options) ? 'read' : kind;
}

function isChosen(option: string | undefined, options: unknown): boolean {
  return option !== undefined && (options as Record<string, unknown> | null | undefined)?.[option] === true;
}

type Method = (...args: readonly unknown[]) => Promise<unknown>;

function repoIdOf(name: string, [first, second]: readonly unknown[]): unknown {
  if (['listRepositories', 'maintenance', 'query'].includes(name)) return undefined;
  if (name === 'cleanupOldResults') return repoIdIn(second);
  if (name === 'storeAnalysis') return repoIdIn(first);
  if (name !== 'storeGraph') return first;
  return repoIdIn(first) ?? repoIdIn((first as { readonly metadata?: unknown } | null | undefined)?.metadata);
}

function repoIdIn(value: unknown): unknown {
  return (value as { readonly repoId?: unknown } | null | undefined)?.repoId;
}
