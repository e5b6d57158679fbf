import { StorageError } from '../../../errors/index.ts';
import type { DeadCodeQuery, DeadCodeReport, QueryEngine, ReadOptions } from '../../../storage/index.ts';
import { traversalEngine } from '../../../traversal/index.ts';
import type { Connection } from '../connection.ts';
import { readEarly } from '../early-read.ts';
import { unmarkDead } from '../marks.ts';
import { readConsistently } from '../state.ts';
import { cypherRows } from './cypher-rows.ts';
import { deadCode } from './dead-code.ts';
import { findNodes } from './find-nodes.ts';
import { GenerationReader } from './generation-reader.ts';
import { JudgedParts } from './judged-parts.ts';
import { rowSource } from './row-source.ts';
import { structureQueries } from './structure-queries.ts';
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

  async function deadCodeAnywhere(repoId: string, query: DeadCodeQuery): Promise<DeadCodeReport> {
    try {
      const report = await deadCode(connection, judgedParts, repoId, query);
      if (report === undefined) throw await notFound(repoId);
      return report;
    } catch (error) {
      // Entry points hang on a node that is rolled back: where not even that may be written, the process expands.
      const isRefused = error instanceof StorageError && REFUSALS.includes(error.code);
      if (isRefused && !query.mark) return inProcess.deadCode(repoId, query);
      throw error;
    }
  }

  return {
    ...inProcess,
    ...structureQueries(connection, notFound),
    findNodes: (repoId, query) => ask(repoId, query, (reader) => findNodes(reader, query)),
    walk: async (repoId, query) => {
      if (query.throughOverrides) return inProcess.walk(repoId, query);
      const list = await readEarly(connection, repoId, walk(repoId, query), query);
      if (list === undefined) throw await notFound(repoId);
      return list;
    },
    deadCode: deadCodeAnywhere,
    unmark: async (repoId, options) => {
      const marks = await unmarkDead(connection, repoId, options);
      if (marks === undefined) throw await notFound(repoId);
      return marks;
    },
    query: (query) => cypherRows(connection, query),
    summary: (repoId, options) => ask(repoId, options, (reader) => summary(reader, repoId)),
  };
}
