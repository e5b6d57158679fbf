import type { QueryEngine, ReadOptions } from '../storage/index.ts';
import type { CompactGraph } from './graph/compact-graph.ts';
import type { GraphCache, GraphRowSource } from './graph/graph-cache.ts';

/** How much an engine keeps in memory. */
export interface TraversalOptions {
  /** How many repositories' compact graphs to keep in memory, the last ones asked for. Default 4. */
  readonly cachedRepositories?: number;
}

/**
 * The queries of a backend that has none of its own, answered from a compact graph in memory. It is made at a
 * repository's first query, and again at the first one after a change.
 */
export function traversalEngine(source: GraphRowSource, options: TraversalOptions = {}): QueryEngine {
  let cache: Promise<GraphCache> | undefined;
  return graphQueries(async (repoId, reading) => {
    cache ??= import('./graph/graph-cache.ts').then(
      ({ GraphCache }) => new GraphCache(source, Math.max(1, options.cachedRepositories ?? 4)),
    );
    return (await cache).graph(repoId, reading);
  });
}

/**
 * All queries, each answered from the graph that it is given. What
 * answers one is loaded when it is first asked.
 */
export function graphQueries(
  graphOf: (repoId: string, options: ReadOptions) => Promise<CompactGraph>,
): QueryEngine {
  return {
    findNodes: async (repoId, query) => {
      const { findNodes } = await import('./find-nodes.ts');
      return findNodes(await graphOf(repoId, query), query);
    },
    walk: async (repoId, query) => {
      const { walk } = await import('./walks/walk.ts');
      return walk(await graphOf(repoId, query), query);
    },
    callGraph: async (repoId, query) => {
      const { callGraph } = await import('./walks/call-graph.ts');
      return callGraph(await graphOf(repoId, query), query);
    },
    callPath: async (repoId, query) => {
      const { callPath } = await import('./walks/call-path.ts');
      return callPath(await graphOf(repoId, query), query);
    },
    impactOf: async (repoId, query) => {
      const { impactOf } = await import('./walks/impact.ts');
      return impactOf(await graphOf(repoId, query), query);
    },
    deadCode: async (repoId, query) => {
      const { deadCode } = await import('./liveness/dead-code.ts');
      return deadCode(await graphOf(repoId, query), query);
    },
    whyAlive: async (repoId, query) => {
      const { whyAlive } = await import('./liveness/why-alive.ts');
      return whyAlive(await graphOf(repoId, query), query);
    },
    ifDeleted: async (repoId, query) => {
      const { ifDeleted } = await import('./liveness/if-deleted.ts');
      return ifDeleted(await graphOf(repoId, query), query);
    },
    cycles: async (repoId, query) => {
      const { cycles } = await import('./structure/cycles.ts');
      return cycles(await graphOf(repoId, query), query);
    },
    dependencies: async (repoId, query) => {
      const { dependencies } = await import('./structure/dependencies.ts');
      return dependencies(await graphOf(repoId, query), query);
    },
    hotspots: async (repoId, query) => {
      const { hotspots } = await import('./structure/hotspots.ts');
      return hotspots(await graphOf(repoId, query), query);
    },
    summary: async (repoId, query) => {
      const { summary } = await import('./summary.ts');
      return summary(repoId, await graphOf(repoId, query), query);
    },
  };
}
