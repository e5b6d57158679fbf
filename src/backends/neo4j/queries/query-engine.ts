import type { QueryEngine } from '../../../storage/index.ts';
import type { Connection } from '../connection/connection.ts';
import { unmarkDead } from '../write/in-place/marks.ts';
import { cypherRows } from './cypher-rows.ts';
import { findNodes } from './find-nodes.ts';
import { deadCode } from './liveness/dead-code.ts';
import { JudgedParts } from './liveness/judged-parts.ts';
import { LifeQuestions } from './liveness/life-questions.ts';
import { QuestionRunner } from './question-runner.ts';
import { structureQueries } from './structure/structure-queries.ts';
import { summary } from './summary.ts';
import { callGraph } from './walks/call-graph.ts';
import { callPath } from './walks/call-path.ts';
import { impactOf } from './walks/impact.ts';
import { TOO_FAR } from './walks/path-search.ts';
import { walk } from './walks/walk.ts';
import { WholeGraphs } from './whole-graphs.ts';

/**
 * Answers questions in the database, each of one state of the repository; but from a graph that was read
 * whole, for a question that Cypher has no good words for or because it is small, as long as that is kept.
 *
 * @param wholeGraphRows nodes and edges up to which a graph is read whole to judge what lives in it
 */
export function neo4jQueryEngine(
  connection: Connection,
  wholeGraphRows: number,
  notFound: (repoId: string) => Promise<Error>,
): QueryEngine {
  const graphs = new WholeGraphs(connection, wholeGraphRows);
  const questions = new QuestionRunner(connection, graphs, notFound);
  const judgedParts = new JudgedParts(connection);
  const lifeQuestions = new LifeQuestions(connection, judgedParts);

  return {
    ...structureQueries(questions),
    findNodes: (repoId, query) => questions.ask(repoId, query, (reader) => findNodes(reader, query)),
    walk: (repoId, query) =>
      query.throughOverrides
        ? graphs.engine.walk(repoId, query)
        : questions.askEarly(repoId, query, walk(repoId, query)),
    callGraph: (repoId, query) =>
      questions.ask(
        repoId,
        query,
        (reader) => callGraph(reader, query),
        (engine) => engine.callGraph(repoId, query),
      ),
    callPath: async (repoId, query) => {
      const path = await questions.ask(
        repoId,
        query,
        async (reader) => ({ found: await callPath(reader, query) }),
        async (engine) => ({ found: await engine.callPath(repoId, query) }),
      );
      return path.found === TOO_FAR ? graphs.engine.callPath(repoId, query) : path.found;
    },
    impactOf: (repoId, query) =>
      query.throughOverrides
        ? graphs.engine.impactOf(repoId, query)
        : questions.ask(
            repoId,
            query,
            (reader) => impactOf(reader, query),
            (engine) => engine.impactOf(repoId, query),
          ),
    deadCode: (repoId, query) =>
      questions.rehearse(
        repoId,
        query,
        (state) => deadCode(connection, judgedParts, repoId, query, state),
        query.mark ? undefined : (engine) => engine.deadCode(repoId, query),
      ),
    whyAlive: (repoId, query) =>
      questions.rehearse(
        repoId,
        query,
        () => lifeQuestions.whyAlive(repoId, query),
        (engine) => engine.whyAlive(repoId, query),
      ),
    ifDeleted: (repoId, query) =>
      questions.rehearse(
        repoId,
        query,
        () => lifeQuestions.ifDeleted(repoId, query),
        (engine) => engine.ifDeleted(repoId, query),
      ),
    unmark: async (repoId, options) => {
      const marks = await unmarkDead(connection, repoId, options);
      if (marks === undefined) throw await notFound(repoId);
      return marks;
    },
    query: (query) => cypherRows(connection, query),
    summary: (repoId, options) => questions.ask(repoId, options, (reader) => summary(reader, repoId)),
  };
}
