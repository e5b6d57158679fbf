import { StorageError } from '../../../errors/index.ts';
import type { QueryEngine, ReadOptions } from '../../../storage/index.ts';
import { traversalEngine } from '../../../traversal/index.ts';
import type { Connection } from '../connection.ts';
import { unmarkDead } from '../marks.ts';
import { readConsistently } from '../state.ts';
import { callGraph } from './call-graph.ts';
import { callPath } from './call-path.ts';
import { cypherRows } from './cypher-rows.ts';
import { deadCode } from './dead-code.ts';
import { findNodes } from './find-nodes.ts';
import { GenerationReader } from './generation-reader.ts';
import { impactOf } from './impact.ts';
import { JudgedParts } from './judged-parts.ts';
import { LifeQuestions } from './life-questions.ts';
import { TOO_FAR } from './path-search.ts';
import { rowSource } from './row-source.ts';
import { summary } from './summary.ts';
import { walk } from './walk.ts';

/** What it means that a database takes no writes: of anybody, or of this user. */
const REFUSALS: readonly string[] = ['UNSUPPORTED', 'UNAUTHORIZED'];

/**
 * Answers questions in the database, each in one transaction that saw one state of the repository; those that Cypher has
 * no good words for are answered in the process, from the graph read whole.
 */
export function neo4jQueryEngine(
  connection: Connection,
  notFound: (repoId: string) => Promise<Error>,
): QueryEngine {
  const inProcess = traversalEngine(rowSource(connection));
  const judgedParts = new JudgedParts(connection);
  const lifeQuestions = new LifeQuestions(connection, judgedParts);

  async function ask<Answer>(
    repoId: string,
    options: ReadOptions,
    question: (reader: GenerationReader) => Promise<Answer>,
  ): Promise<Answer> {
    const answer = await readConsistently(
      connection,
      repoId,
      async (tx, { generation }) => ({ answer: await question(new GenerationReader(tx, generation)) }),
      options,
    );
    if (answer === undefined) throw await notFound(repoId);
    return answer.answer;
  }

  /** Entry points hang on a node that is rolled back: where not even that may be written, the process expands. */
  async function rehearsed<Answer>(
    repoId: string,
    inDatabase: () => Promise<Answer | undefined>,
    otherwise: (() => Promise<Answer>) | undefined,
  ): Promise<Answer> {
    try {
      const answer = await inDatabase();
      if (answer === undefined) throw await notFound(repoId);
      return answer;
    } catch (error) {
      const isRefused = error instanceof StorageError && REFUSALS.includes(error.code);
      if (isRefused && otherwise !== undefined) return otherwise();
      throw error;
    }
  }

  return {
    ...inProcess,
    findNodes: (repoId, query) => ask(repoId, query, (reader) => findNodes(reader, query)),
    walk: (repoId, query) =>
      query.throughOverrides
        ? inProcess.walk(repoId, query)
        : ask(repoId, query, (reader) => walk(reader, query)),
    callGraph: (repoId, query) => ask(repoId, query, (reader) => callGraph(reader, query)),
    callPath: async (repoId, query) => {
      const path = await ask(repoId, query, (reader) => callPath(reader, query));
      return path === TOO_FAR ? inProcess.callPath(repoId, query) : path;
    },
    impactOf: (repoId, query) =>
      query.throughOverrides
        ? inProcess.impactOf(repoId, query)
        : ask(repoId, query, (reader) => impactOf(reader, query)),
    deadCode: (repoId, query) =>
      rehearsed(
        repoId,
        () => deadCode(connection, judgedParts, repoId, query),
        query.mark ? undefined : () => inProcess.deadCode(repoId, query),
      ),
    whyAlive: (repoId, query) =>
      rehearsed(
        repoId,
        () => lifeQuestions.whyAlive(repoId, query),
        () => inProcess.whyAlive(repoId, query),
      ),
    ifDeleted: (repoId, query) =>
      rehearsed(
        repoId,
        () => lifeQuestions.ifDeleted(repoId, query),
        () => inProcess.ifDeleted(repoId, query),
      ),
    unmark: async (repoId, options) => {
      const marks = await unmarkDead(connection, repoId, options);
      if (marks === undefined) throw await notFound(repoId);
      return marks;
    },
    query: (query) => cypherRows(connection, query),
    summary: (repoId, options) => ask(repoId, options, (reader) => summary(reader, repoId)),
  };
}
