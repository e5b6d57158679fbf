import { describe, expect, test } from 'vitest';
import { sameGraph } from '../../src/conformance/assertions.ts';
import { edge, graphOf, node } from '../../src/conformance/fixtures.ts';
import { workplace } from './support/database.ts';

const work = workplace();

/** Above what one transaction reads, so that pages are read side by side. */
const MANY = 11_000;

describe('nodes and edges whose texts hold NUL', () => {
  const rows = (value: string) => ({
    nodes: [
      node('a\0', { file: 'a.ts', name: 'n\0', attributes: { 'x\0': value } }),
      node('b', { file: 'a.ts', name: 'b', attributes: { line: value } }),
    ],
    edges: [edge('a\0', 'CALLS', 'b', { 'y\0': value })],
  });
  const others = node('c', { file: 'c.ts' });

  test('are updated like any others', async () => {
    const repoId = work.repo();
    const store = await work.open();
    const before = rows('1\0');
    await store.graph.storeGraph(graphOf(repoId, [...before.nodes, others], before.edges));
    const after = rows('2\0');
    expect(await store.graph.updateNodes(repoId, after.nodes)).toMatchObject({ nodes: { updated: 2 } });
    expect(await store.graph.updateEdges(repoId, after.edges)).toMatchObject({ edges: { updated: 1 } });
    const expected = graphOf(repoId, [...after.nodes, others], after.edges);
    sameGraph(await store.graph.loadGraph(repoId), expected);
  });

  test('are replaced with their file', async () => {
    const repoId = work.repo();
    const store = await work.open();
    const before = rows('1\0');
    await store.graph.storeGraph(graphOf(repoId, [...before.nodes, others], before.edges));
    const after = rows('2\0');
    const report = await store.graph.replaceFiles(repoId, { files: ['a.ts'], ...after });
    expect(report).toMatchObject({ nodes: { updated: 2 }, edges: { updated: 1 } });
    const expected = graphOf(repoId, [...after.nodes, others], after.edges);
    sameGraph(await store.graph.loadGraph(repoId), expected);
  });
});

test('a graph of many pages is loaded as it was at one moment, while it changes', async () => {
  const repoId = work.repo();
  const store = await work.open();
  const nodes = Array.from({ length: MANY }, (_, index) => node(`n${String(index).padStart(6, '0')}`));
  await store.graph.storeGraph(graphOf(repoId, nodes, []));
  const spread = [nodes[0], nodes[MANY >> 1], nodes[MANY - 1]].flatMap((one) => one ?? []);
  const write = async (): Promise<void> => {
    for (let round = 1; round <= 10; round++) {
      const attributes = { round: `${round}` };
      await store.graph.updateNodes(
        repoId,
        spread.map((one) => ({ ...one, attributes })),
      );
    }
  };
  const ids = new Set(spread.map(({ id }) => id));
  const read = async (): Promise<void> => {
    for (let round = 0; round < 5; round++) {
      const loaded = await store.graph.loadGraph(repoId);
      expect(loaded?.nodes).toHaveLength(MANY);
      const seen = loaded?.nodes.filter(({ id }) => ids.has(id)).map(({ attributes }) => attributes.round);
      expect(new Set(seen).size).toBe(1);
    }
  };
  await Promise.all([write(), read()]);
  const last = await store.graph.loadGraph(repoId);
  const changed = last?.nodes.filter(({ attributes }) => attributes.round === '10');
  expect(changed?.map(({ id }) => id).sort()).toEqual([...ids].sort());
});
