import fc from 'fast-check';
import { expect } from 'vitest';
import { openMemoryStore } from '../../../src/backends/memory/index.ts';
import { graphOf } from '../../../src/conformance/fixtures.ts';
import { StorageError } from '../../../src/errors/index.ts';
import type { SerializableEdge, SerializableNode } from '../../../src/graph/index.ts';
import type { GraphStore } from '../../../src/storage/index.ts';
import type { Question } from './questions.ts';

interface AnyGraph {
  readonly nodes: readonly SerializableNode[];
  readonly edges: readonly SerializableEdge[];
}

/**
 * A store's answers, and its failures, are those of the store in memory, whatever graph and questions come.
 */
export async function answersAsMemory(
  store: GraphStore,
  repoId: string,
  any: { readonly graph: fc.Arbitrary<AnyGraph>; readonly question: fc.Arbitrary<Question> },
  { runs, questions }: { readonly runs: number; readonly questions: number },
): Promise<void> {
  await using memory = await openMemoryStore();
  const anyQuestions = fc.array(any.question, { minLength: questions, maxLength: questions });
  await fc.assert(
    fc.asyncProperty(any.graph, anyQuestions, async ({ nodes, edges }, asked) => {
      const graph = graphOf(repoId, [...nodes], [...edges]);
      await store.graph.storeGraph(graph);
      await memory.graph.storeGraph(graph);
      for (const question of asked) {
        const expected = await outcomeOf(question, memory, repoId);
        expect(await outcomeOf(question, store, repoId), question.title).toStrictEqual(expected);
      }
    }),
    { numRuns: runs, endOnFailure: true },
  );
}

async function outcomeOf(question: Question, store: GraphStore, repoId: string): Promise<unknown> {
  try {
    return await question.ask(store.queries, repoId);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    const { backend, ...context } = error.context;
    return [error.code, error.message.replaceAll(store.backend, ''), context];
  }
}
