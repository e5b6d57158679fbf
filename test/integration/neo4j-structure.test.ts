import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { chainGraph, edge, graphOf, node } from '../../src/conformance/fixtures.ts';
import type { GraphQueries, GraphStore } from '../../src/storage/index.ts';
import { runs } from '../support/thoroughness.ts';
import { workplace } from './support/database.ts';
import { answersAsMemory } from './support/equal-answers.ts';
import { anyStructure, anyStructureQuestion } from './support/random-structures.ts';

const RUNS = runs(5, 40);
const QUESTIONS = 15;
const CALLERS = 250;
const LOOKS = 100;

const work = workplace();

describe('cycles, dependencies and hotspots, counted in the database,', () => {
  test('are in any graph what they are in memory, failures too', async () => {
    await answersAsMemory(
      await work.open(),
      work.repo(),
      { graph: anyStructure, question: anyStructureQuestion },
      { runs: RUNS, questions: QUESTIONS },
    );
  });

  test('are those of the graph as it is after each change, asked again and again', async () => {
    const repoId = work.repo();
    const { graph, queries } = await work.open();
    const nodes = ['a', 'b'].map((id) => node(id, { file: `${id}.ts` }));
    await graph.storeGraph(graphOf(repoId, nodes, [edge('a', 'CALLS', 'b')]));
    const totals = async (): Promise<number[]> => [
      (await queries.cycles(repoId)).total,
      (await queries.cycles(repoId, { by: 'file' })).total,
      (await queries.dependencies(repoId)).total,
      (await queries.hotspots(repoId, { by: 'fan-out' })).total,
    ];
    expect([await totals(), await totals()]).toEqual([
      [0, 0, 1, 1],
      [0, 0, 1, 1],
    ]);
    await graph.updateEdges(repoId, [edge('b', 'CALLS', 'a')]);
    expect(await totals()).toEqual([1, 1, 2, 2]);
    await graph.deleteNodes(repoId, ['b']);
    expect(await totals()).toEqual([0, 0, 0, 0]);
  });
});

describe('a question that is aborted', () => {
  const repoId = work.repo();
  let store: GraphStore;

  beforeAll(async () => {
    store = await work.open();
    await store.graph.storeGraph(chainGraph(repoId, 2_500, 'old'));
  });

  const questions: Readonly<
    Record<string, (queries: GraphQueries, signal: AbortSignal) => Promise<unknown>>
  > = {
    cycles: (queries, signal) => queries.cycles(repoId, { signal }),
    'cycles by file': (queries, signal) => queries.cycles(repoId, { by: 'file', signal }),
    dependencies: (queries, signal) => queries.dependencies(repoId, { edges: true, signal }),
    hotspots: (queries, signal) => queries.hotspots(repoId, { signal }),
    callers: (queries, signal) => queries.callers(repoId, { id: 'n02499' }, { depth: Infinity, signal }),
  };

  test.each(Object.entries(questions))('ends at once, on the server too: %s', async (_name, ask) => {
    const stop = new AbortController();
    const asked = ask(store.queries, stop.signal).catch((error: unknown) => error);
    await setImmediate();
    stop.abort();
    expect(await asked).toMatchObject({ code: 'ABORTED' });
    const from = `${await work.generation(repoId)}|`;
    // The server may take a moment.
    for (let look = 0; look < LOOKS && (await statementsAbout(repoId, from)) !== 0; look++) await sleep(50);
    expect(await statementsAbout(repoId, from)).toBe(0);
  });
});

describe('callers', () => {
  test('are all told, whether few or many, of a start by id or by name', async () => {
    const repoId = work.repo();
    const { graph, queries } = await work.open();
    const callers = Array.from({ length: CALLERS }, (_, index) => `caller ${String(index).padStart(3, '0')}`);
    const nodes = [...callers, 'many', 'few'].map((id) => node(id, { name: id }));
    const edges = [
      ...callers.map((id) => edge(id, 'CALLS', 'many')),
      ...[...callers.slice(0, 3), 'few', 'ghost'].map((id) => edge(id, 'CALLS', 'few')),
    ];
    await graph.storeGraph(graphOf(repoId, nodes, edges));
    for (const start of ['many', { id: 'many' }, { name: 'many' }]) {
      const { items, total, truncated } = await queries.callers(repoId, start, { limit: 200 });
      expect([items.map(({ id }) => id), total, truncated]).toEqual([callers.slice(0, 200), CALLERS, true]);
    }
    for (const start of ['few', { id: 'few' }, { name: 'few' }]) {
      const { items, caveats } = await queries.callers(repoId, start);
      expect(items.map(({ id }) => id)).toEqual([...callers.slice(0, 3), 'few']);
      expect(caveats.map(({ code }) => code)).toEqual(['dangling-ends']);
    }
  });
});

/** @param from what the keys of its generation begin with */
async function statementsAbout(repoId: string, from: string): Promise<unknown> {
  return work.database.value(
    `SHOW TRANSACTIONS YIELD parameters, currentQuery
     WHERE (parameters.repoId = $repoId OR parameters.from = $from) AND NOT currentQuery STARTS WITH 'SHOW'
     RETURN count(*) AS count`,
    { repoId, from },
  );
}
