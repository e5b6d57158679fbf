import { beforeAll, describe, expect, test } from 'vitest';
import { typeOf } from '../../src/backends/neo4j/cypher/names.ts';
import { edge, graphOf, node } from '../../src/conformance/fixtures.ts';
import type { GraphStore } from '../../src/storage/index.ts';
import { statements, type Trace } from '../../src/tracing/channels.ts';
import { runs } from '../support/thoroughness.ts';
import { workplace } from './support/database.ts';
import { answersAsMemory } from './support/equal-answers.ts';
import { anyDenseGraph, anyPathQuestion } from './support/random-dense-graphs.ts';

const RUNS = runs(5, 40);
const QUESTIONS = 12;
/** More steps than are searched in the database. */
const FAR = 250;
const CALLERS = 3_000;

const work = workplace();

describe('paths, call graphs and impact, found in the database,', () => {
  test('are in any graph what they are in memory, failures too', async () => {
    await answersAsMemory(
      await work.open(),
      work.repo(),
      { graph: anyDenseGraph, question: anyPathQuestion },
      { runs: RUNS, questions: QUESTIONS },
    );
  });
});

describe('ways that are long or many', () => {
  const repoId = work.repo();
  let store: GraphStore;

  beforeAll(async () => {
    store = await work.open();
    const chain = Array.from({ length: FAR + 1 }, (_, index) => `chain ${String(index).padStart(4, '0')}`);
    const callers = Array.from({ length: CALLERS }, (_, index) => `caller ${String(index).padStart(4, '0')}`);
    const nodes = [...chain, ...callers, 'hub', 'start'].map((id) => node(id, { file: `${id[0]}.ts` }));
    const edges = [
      ...chain.slice(1).map((id, index) => edge(chain[index] ?? '', 'CALLS', id)),
      ...callers.flatMap((id) => [edge('start', 'CALLS', id), edge(id, 'CALLS', 'hub', { line: id })]),
      edge('hub', 'CALLS', 'chain 0000'),
    ];
    await store.graph.storeGraph(graphOf(repoId, nodes, edges));
  });

  test('are found from one end of a long chain to the other', async () => {
    const path = await store.queries.callPath(repoId, 'chain 0000', 'chain 0250');
    expect(path?.steps.map(({ to }) => to.id)).toEqual(
      Array.from({ length: FAR }, (_, index) => `chain ${String(index + 1).padStart(4, '0')}`),
    );
    const { total, byDistance } = await store.queries.impactOf(repoId, { nodes: ['chain 0250'] });
    expect([total, byDistance.at(-1)]).toEqual([FAR + CALLERS + 2, { distance: FAR + 3, nodes: 1 }]);
    expect(await store.queries.callPath(repoId, 'chain 0250', 'hub')).toBeUndefined();
    expect(
      await store.queries.callPath(repoId, 'chain 0000', 'chain 0250', { depth: FAR - 1 }),
    ).toBeUndefined();
  });

  test('are the least of thousands', async () => {
    const path = await store.queries.callPath(repoId, 'start', 'hub');
    expect(path?.steps.map(({ edge: step, to }) => [step.attributes, to.id])).toEqual([
      [{}, 'caller 0000'],
      [{ line: 'caller 0000' }, 'hub'],
    ]);
  });

  test('are counted, and those among the listed nodes are listed', async () => {
    const answer = await store.queries.callGraph(repoId, ['hub', 'start'], { depth: 1, limit: 4 });
    expect(answer.nodes.items.map(({ id }) => id)).toEqual(['hub', 'start', 'caller 0000', 'caller 0001']);
    expect(answer.nodes.total).toBe(CALLERS + 3);
    expect(answer.edges.total).toBe(2 * CALLERS + 1);
    expect(answer.edges.items.map(({ source, target }) => `${source}>${target}`)).toEqual([
      'caller 0000>hub',
      'caller 0001>hub',
      'start>caller 0000',
      'start>caller 0001',
    ]);
  });

  test('are found from many starts at once', async () => {
    const { total, files } = await store.queries.impactOf(repoId, { files: ['c.ts'] });
    expect([total, files.items]).toEqual([
      2,
      [
        { file: 'h.ts', nodes: 1, distance: 1, isTest: false },
        { file: 's.ts', nodes: 1, distance: 1, isTest: false },
      ],
    ]);
  });
});

describe('a question that is given up in the middle', () => {
  const repoId = work.repo();
  const steps = { edgeKinds: ['CALLS', 'a kind of no edge'], depth: Number.POSITIVE_INFINITY };
  let store: GraphStore;

  beforeAll(async () => {
    store = await work.open();
    const ids = Array.from({ length: 40 }, (_, index) => `n${index}`);
    const edges = ids.slice(1).map((id, index) => edge(ids[index] ?? '', 'CALLS', id));
    await store.graph.storeGraph(
      graphOf(
        repoId,
        ids.map((id) => node(id)),
        edges,
      ),
    );
  });

  test.each<readonly [string, string, (options: object) => Promise<unknown>]>([
    ['callPath', 'query/edges-from-numbers', (o) => store.queries.callPath(repoId, 'n0', 'n39', o)],
    ['callGraph', 'query/reaching-numbers', (o) => store.queries.callGraph(repoId, ['n20', 'n30'], o)],
    ['impactOf', 'query/reaching-numbers', (o) => store.queries.impactOf(repoId, { nodes: ['n39'] }, o)],
  ])('begins no other statement, and leaves none at work: %s', async (_name, last, ask) => {
    const stop = new AbortController();
    const begun: string[] = [];
    const note = (message: unknown): void => {
      const { attributes } = message as Trace;
      const name = String(attributes['db.operation.name']);
      begun.push(name);
      if (name === last) stop.abort();
    };
    statements.start.subscribe(note);
    try {
      const error: unknown = await ask({ ...steps, signal: stop.signal }).catch((thrown) => thrown);
      expect(error).toMatchObject({ code: 'ABORTED' });
      await expect.poll(running, { timeout: 10_000 }).toEqual([]);
      expect(begun.filter((name) => name === last)).toHaveLength(1);
      expect(begun.at(-1)).toBe(last);
    } finally {
      statements.start.unsubscribe(note);
    }
  });

  async function running(): Promise<unknown> {
    const rows = await work.database.run('SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery');
    return rows.filter(({ currentQuery }) =>
      String(currentQuery).includes(typeOf(steps.edgeKinds[1] as string)),
    );
  }
});
