import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { graphOf } from '../../src/conformance/fixtures.ts';
import type { GraphStore } from '../../src/storage/index.ts';
import { runs } from '../support/thoroughness.ts';
import { workplace } from './support/database.ts';
import { anyDeadCodeOptions, anyProgram } from './support/random-programs.ts';
import { CHAIN_END, statedGraph } from './support/stated-graph.ts';

const RUNS = runs(6, 60);
const QUESTIONS = 8;
const ASKERS = 8;
const REPLACEMENTS = 6;

const work = workplace();

describe('dead code, expanded in the database,', () => {
  test('is in any program what it is when all of it is judged in memory', async () => {
    const repoId = work.repo();
    const store = await work.open();
    await using memory = await openMemoryStore();
    const anyQuestions = fc.array(anyDeadCodeOptions, { minLength: QUESTIONS, maxLength: QUESTIONS });
    await fc.assert(
      fc.asyncProperty(anyProgram, anyQuestions, async ({ nodes, edges }, questions) => {
        const graph = graphOf(repoId, nodes, edges);
        await store.graph.storeGraph(graph);
        await memory.graph.storeGraph(graph);
        for (const options of questions) {
          const expected = await memory.queries.deadCode(repoId, options);
          expect(await store.queries.deadCode(repoId, options)).toEqual(expected);
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  test('is also the reason why any node of any program lives, and what follows from deleting any', async () => {
    const repoId = work.repo();
    const store = await work.open();
    await using memory = await openMemoryStore();
    const anyQuestions = fc.array(anyDeadCodeOptions, { minLength: QUESTIONS, maxLength: QUESTIONS });
    await fc.assert(
      fc.asyncProperty(
        anyProgram,
        anyQuestions,
        fc.array(fc.nat()),
        async ({ nodes, edges }, questions, picks) => {
          const graph = graphOf(repoId, nodes, edges);
          await store.graph.storeGraph(graph);
          await memory.graph.storeGraph(graph);
          const ids = nodes.map(({ id }) => ({ id }));
          for (const [turn, { entryPoints, livenessKinds, testFiles, ...rest }] of questions.entries()) {
            const options = defined({ entryPoints, livenessKinds, testFiles });
            const judging = { ...options, ...defined({ kinds: rest.kinds, limit: rest.limit }) };
            const node = ids[((picks[0] ?? 0) + turn) % ids.length] ?? { id: '' };
            const several = [node, ...picks.slice(1, 3).flatMap((pick) => ids[pick % ids.length] ?? [])];
            const answer = async ({ queries }: GraphStore): Promise<unknown> => [
              await queries.whyAlive(repoId, node, options),
              await queries.ifDeleted(repoId, several, judging),
            ];
            expect(await answer(store)).toEqual(await answer(memory));
          }
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  test('is of one state, whoever asks how often beside a writer that replaces files', async () => {
    const repoId = work.repo();
    const writer = await work.open();
    const states = ['old', 'new'];
    const graphs = states.map((state) => statedGraph(repoId, state));
    const ask = (asker: GraphStore, index: number): Promise<readonly string[]> =>
      index % 4 === 3 ? ifDeletedNames(asker, repoId) : deadNames(asker, repoId, index);
    const expected: (readonly string[])[] = [];
    for (const graph of graphs) {
      await writer.graph.storeGraph(graph);
      expected.push(await ask(writer, 0), await ask(writer, 3));
    }
    let writing = true;
    const answers: (readonly string[])[] = [];
    const asking = Array.from({ length: ASKERS }, async (_, index) => {
      const asker = await work.open();
      while (writing) answers.push(await ask(asker, index));
    });
    for (let turn = 0; turn < REPLACEMENTS; turn++) {
      const { nodes, edges } = graphs[turn % 2] ?? statedGraph(repoId, 'old');
      const files = [...new Set(nodes.map(({ file }) => file))];
      await writer.graph.replaceFiles(repoId, { files, nodes, edges });
    }
    writing = false;
    await Promise.all(asking);
    for (const answer of answers) expect(expected).toContainEqual(answer);
    expect(answers.length).toBeGreaterThanOrEqual(ASKERS);
  });

  test('leaves nothing behind in it', async () => {
    const repoId = work.repo();
    const store = await work.open();
    await store.graph.storeGraph(statedGraph(repoId, 'old'));
    await store.queries.deadCode(repoId, { entryPoints: { ids: [CHAIN_END] } });
    const generation = await work.generation(repoId);
    const left =
      'MATCH (n:CodeNode {generation: $generation})<-[:ENTRY]-(source) RETURN count(source) AS count';
    expect(await work.database.value(left, { generation })).toBe(0);
  });
});

/** @param turn makes the question another one, so that no answer is shared */
async function deadNames({ queries }: GraphStore, repoId: string, turn: number): Promise<readonly string[]> {
  const options = { entryPoints: { ids: ['n00150'] }, testFiles: [`${turn}/**`], limit: 1_000 };
  return (await queries.deadCode(repoId, options)).items.map(({ name }) => name);
}

async function ifDeletedNames({ queries }: GraphStore, repoId: string): Promise<readonly string[]> {
  const options = { entryPoints: { ids: ['n00100'] }, limit: 1_000 };
  return (await queries.ifDeleted(repoId, { id: 'n00150' }, options)).changed.items.map(({ name }) => name);
}

/** Options without those that were left out. */
function defined<Options extends object>(options: Options): Partial<Options> {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as Partial<Options>;
}
