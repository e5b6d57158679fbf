import type { QueryEngine, ReadOptions } from '../storage/index.ts';
import { findNodes } from './find-nodes.ts';
import type { CompactGraph } from './graph/compact-graph.ts';
import { GraphCache, type GraphRowSource } from './graph/graph-cache.ts';
import { deadCode } from './liveness/dead-code.ts';
import { ifDeleted } from './liveness/if-deleted.ts';
import { whyAlive } from './liveness/why-alive.ts';
import { cycles } from './structure/cycles.ts';
import { dependencies } from './structure/dependencies.ts';
import { hotspots } from './structure/hotspots.ts';
import { summary } from './summary.ts';
import { callGraph } from './walks/call-graph.ts';
import { callPath } from './walks/call-path.ts';
import { impactOf } from './walks/impact.ts';
import { walk } from './walks/walk.ts';

export interface TraversalOptions {
  /** How many repositories' compact graphs to keep in memory, the last ones asked for. Default 4. */
  readonly cachedRepositories?: number;
}

/**
 * The queries of a backend that has none of its own, answered from a compact graph in memory. It is made at a
 * repository's first query, and again at the first one after a change.
 */
export function traversalEngine(source: GraphRowSource, options: TraversalOptions = {}): QueryEngine {
  const cache = new GraphCache(source, Math.max(1, options.cachedRepositories ?? 4));
  return graphQueries((repoId, reading) => cache.graph(repoId, reading));
}

/** All queries, each answered from the graph that it is given. */
export function graphQueries(
  graphOf: (repoId: string, options: ReadOptions) => Promise<CompactGraph>,
): QueryEngine {
  return {
    findNodes: async (repoId, query) => findNodes(await graphOf(repoId, query), query),
    walk: async (repoId, query) => walk(await graphOf(repoId, query), query),
    callGraph: async (repoId, query) => callGraph(await graphOf(repoId, query), query),
    callPath: async (repoId, query) => callPath(await graphOf(repoId, query), query),
    impactOf: async (repoId, query) => impactOf(await graphOf(repoId, query), query),
    deadCode: async (repoId, query) => deadCode(await graphOf(repoId, query), query),
    whyAlive: async (repoId, query) => whyAlive(await graphOf(repoId, query), query),
    ifDeleted: async (repoId, query) => ifDeleted(await graphOf(repoId, query), query),
    cycles: async (repoId, query) => cycles(await graphOf(repoId, query), query),
    dependencies: async (repoId, query) => dependencies(await graphOf(repoId, query), query),
    hotspots: async (repoId, query) => hotspots(await graphOf(repoId, query), query),
    summary: async (repoId, query) => summary(repoId, await graphOf(repoId, query)),
  };
}
