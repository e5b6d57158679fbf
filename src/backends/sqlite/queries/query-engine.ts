import type { QueryEngine, ReadOptions } from '../../../storage/index.ts';
import type { CompactGraph } from '../../../traversal/graph/compact-graph.ts';
import type { Database } from '../database.ts';
import { ask } from './question-runner.ts';
import type { WholeGraphs } from './whole-graphs.ts';

/**
 * Answers each question of one state of the repository: what is about some nodes by statements, what is about
 * all of them from a graph of numbers. What answers a question is loaded when it is first asked.
 */
export function sqliteQueryEngine(database: Database): QueryEngine {
  let graphs: Promise<WholeGraphs> | undefined;
  const askWhole = async <Answer>(
    repoId: string,
    options: ReadOptions,
    answer: (graph: CompactGraph) => Promise<Answer> | Answer,
  ): Promise<Answer> => {
    graphs ??= import('./whole-graphs.ts').then(({ WholeGraphs }) => new WholeGraphs(database));
    return (await graphs).ask(repoId, options, answer);
  };
  return {
    findNodes: async (repoId, query) => {
      const { findNodes } = await import('./find-nodes.ts');
      return ask(database, repoId, query, (reader) => findNodes(reader, query));
    },
    walk: async (repoId, query) => {
      if (query.throughOverrides) {
        const { walk } = await import('../../../traversal/walks/walk.ts');
        return askWhole(repoId, query, (graph) => walk(graph, query));
      }
      const { walk } = await import('./walks/walk.ts');
      return ask(database, repoId, query, (reader) => walk(reader, query));
    },
    callGraph: async (repoId, query) => {
      const { callGraph } = await import('./walks/call-graph.ts');
      return ask(database, repoId, query, (reader) => callGraph(reader, query));
    },
    callPath: async (repoId, query) => {
      const { callPath } = await import('./walks/call-path.ts');
      return ask(database, repoId, query, (reader) => callPath(reader, query));
    },
    summary: async (repoId, query) => {
      const { countRows } = await import('./summary.ts');
      return ask(database, repoId, query, (reader, { totalNodes, totalEdges, summary }) => ({
        repoId,
        totalNodes,
        totalEdges,
        ...(summary ?? countRows(reader)),
      }));
    },
    impactOf: async (repoId, query) => {
      const { impactOf } = await import('../../../traversal/walks/impact.ts');
      return askWhole(repoId, query, (graph) => impactOf(graph, query));
    },
    deadCode: async (repoId, query) => {
      const { deadCode } = await import('../../../traversal/liveness/dead-code.ts');
      return askWhole(repoId, query, (graph) => deadCode(graph, query));
    },
    whyAlive: async (repoId, query) => {
      const { whyAlive } = await import('../../../traversal/liveness/why-alive.ts');
      return askWhole(repoId, query, (graph) => whyAlive(graph, query));
    },
    ifDeleted: async (repoId, query) => {
      const { ifDeleted } = await import('../../../traversal/liveness/if-deleted.ts');
      return askWhole(repoId, query, (graph) => ifDeleted(graph, query));
    },
    cycles: async (repoId, query) => {
      const { cycles } = await import('../../../traversal/structure/cycles.ts');
      return askWhole(repoId, query, (graph) => cycles(graph, query));
    },
    dependencies: async (repoId, query) => {
      const { dependencies } = await import('../../../traversal/structure/dependencies.ts');
      return askWhole(repoId, query, (graph) => dependencies(graph, query));
    },
    hotspots: async (repoId, query) => {
      const { hotspots } = await import('../../../traversal/structure/hotspots.ts');
      return askWhole(repoId, query, (graph) => hotspots(graph, query));
    },
  };
}
