import { expect, test } from 'vitest';
import { inFileOrder } from '../../../src/backends/neo4j/write/generation/file-order.ts';
import { edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import { collectRows, rowsOfGraph } from '../../../src/storage/index.ts';

const [a1, b1, a2, none] = [
  node('a1', { file: 'a' }),
  node('b1', { file: 'b' }),
  node('a2', { file: 'a' }),
  node('none', { file: '' }),
];
const edges = [
  edge('b1', 'CALLS', 'a1'),
  edge('far', 'CALLS', 'a1'),
  edge('a2', 'CALLS', 'a1'),
  edge('a1', 'CALLS', 'b1'),
];

test('a graph in memory is put in the order of its files, edges by their source', async () => {
  const ordered = await collectRows(
    await inFileOrder(rowsOfGraph(graphOf('r', [a1, b1, a2, none], edges))),
    {},
  );
  expect(ordered.nodes).toEqual([a1, a2, b1, none]);
  expect(ordered.edges).toEqual([edges[2], edges[3], edges[0], edges[1]]);
});

test('what is in order, is a stream, or has nodes given twice stays as it is', async () => {
  const sorted = rowsOfGraph(graphOf('r', [a1, a2, b1], edges));
  expect(await inFileOrder(sorted)).toBe(sorted);
  const { rows: _, ...stream } = rowsOfGraph(graphOf('r', [a1, b1, a2]));
  expect(await inFileOrder(stream)).toBe(stream);
  const twice = rowsOfGraph(graphOf('r', [a1, b1, { ...a1, file: 'b' }, a2]));
  expect(await inFileOrder(twice)).toBe(twice);
});
