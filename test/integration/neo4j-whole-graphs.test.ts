import { beforeAll, describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { edge, graphOf, node } from '../../src/conformance/fixtures.ts';
import type { GraphQueries, GraphStore } from '../../src/index.ts';
import { statements, type Trace } from '../../src/tracing/channels.ts';
import { workplace } from './support/database.ts';

const STATE = 'read/repository-state';
const NODES = ['main', 'used', 'dead', 'also dead'];
const GRAPH = graphOf(
  'any',
  NODES.map((id) => node(id)),
  [edge('main', 'CALLS', 'used'), edge('dead', 'CALLS', 'also dead'), edge('also dead', 'CALLS', 'dead')],
);

type Ask = (queries: GraphQueries, repoId: string) => Promise<unknown>;

const WAYS: readonly (readonly [string, Ask])[] = [
  ['callPath', (of, repoId) => of.callPath(repoId, 'main', 'used')],
  ['callGraph', (of, repoId) => of.callGraph(repoId, ['used'])],
  ['impactOf', (of, repoId) => of.impactOf(repoId, { nodes: ['used'] })],
  ['cycles', (of, repoId) => of.cycles(repoId)],
  ['dependencies', (of, repoId) => of.dependencies(repoId)],
  ['hotspots', (of, repoId) => of.hotspots(repoId)],
];
const LIVES: readonly (readonly [string, Ask])[] = [
  ['deadCode', (of, repoId) => of.deadCode(repoId, { entryPoints: { names: ['main'] } })],
  ['whyAlive', (of, repoId) => of.whyAlive(repoId, 'used', { entryPoints: { names: ['main'] } })],
  ['ifDeleted', (of, repoId) => of.ifDeleted(repoId, ['main'], { entryPoints: { names: ['main'] } })],
];

const work = workplace();

describe('a graph that is kept in the process', () => {
  const repoId = work.repo();
  let memory: GraphStore;

  beforeAll(async () => {
    memory = await openMemoryStore();
    return () => memory.close();
  });

  test('is read for a question about life where it is small, and asked until it changes', async () => {
    const store = await work.open({ wholeGraphRows: 7 });
    for (const one of [store, memory]) await one.graph.storeGraph({ ...GRAPH, repoId });
    const [[, first] = [], ...others] = [...LIVES, ...WAYS];
    if (first === undefined) throw new Error('There is no question.');
    expect(await first(store.queries, repoId)).toEqual(await first(memory.queries, repoId));
    for (const [name, ask] of others) {
      const { answer, sent } = await told(() => ask(store.queries, repoId));
      expect(
        sent.every((statement) => statement === STATE),
        `${name} sent ${sent}`,
      ).toBe(true);
      expect(answer).toEqual(await ask(memory.queries, repoId));
    }
    // One row more than is read whole.
    for (const one of [store, memory]) {
      await one.graph.updateEdges(repoId, [edge('used', 'CALLS', 'dead')]);
    }
    for (const [name, ask] of [...LIVES, ...WAYS]) {
      const { answer, sent } = await told(() => ask(store.queries, repoId));
      expect(sent.length, `${name} sent ${sent}`).toBeGreaterThan(2);
      expect(answer).toEqual(await ask(memory.queries, repoId));
    }
  });

  test('is not read for ways, however small it is', async () => {
    const store = await work.open({ wholeGraphRows: 1_000 });
    const [name, callPath] = WAYS[0] ?? [];
    const { sent } = await told(() => callPath?.(store.queries, repoId) ?? Promise.resolve());
    expect(sent, name).toContain('query/edges-from-numbers');
  });

  test('is asked whatever its size, where a question needed all of it; but with wholeGraphRows 0', async () => {
    for (const [wholeGraphRows, isKept] of [
      [1, true],
      [0, false],
    ] as const) {
      const store = await work.open({ wholeGraphRows });
      await store.queries.callers(repoId, 'used', { throughOverrides: true });
      for (const [name, ask] of [...WAYS, ...LIVES]) {
        const { answer, sent } = await told(() => ask(store.queries, repoId));
        expect(
          sent.every((statement) => statement === STATE),
          `${name} sent ${sent}`,
        ).toBe(isKept);
        expect(answer).toEqual(await ask(memory.queries, repoId));
      }
    }
  });
});

/** What work gave, and the statements that were sent meanwhile. */
async function told<Answer>(
  ask: () => Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly sent: readonly string[] }> {
  const sent: string[] = [];
  const note = (message: unknown): void => {
    sent.push(String((message as Trace).attributes['db.operation.name']));
  };
  statements.start.subscribe(note);
  try {
    return { answer: await ask(), sent };
  } finally {
    statements.start.unsubscribe(note);
  }
}
