import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type NodeBatch,
  NodeBatches,
  partOfBatch,
  tiesBetween,
} from '../../../src/backends/neo4j/write/generation/node-batches.ts';
import { edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import { edgeKey, type SerializableEdge, type SerializableNode } from '../../../src/graph/index.ts';
import { RowFingerprints } from '../../../src/hashes/row-fingerprints.ts';
import { type RowSource, rowsOfGraph } from '../../../src/storage/index.ts';

const LIMITS = { batchRows: 4, batchBytes: 1_000_000 };

interface Cut {
  readonly batches: readonly NodeBatch[];
  readonly left: readonly SerializableEdge[];
  readonly late: readonly SerializableEdge[];
  readonly lateNodes: readonly SerializableNode[];
  readonly openFiles: ReadonlySet<string>;
  readonly containers: readonly (readonly [string, string])[];
}

async function cut(source: RowSource, limits = LIMITS): Promise<Cut> {
  const batches = new NodeBatches(source, new RowFingerprints({ remembersEdges: true }), limits);
  const withNodes: NodeBatch[] = [];
  for await (const batch of batches.withNodes()) withNodes.push(batch);
  const left: SerializableEdge[] = [];
  for await (const edges of batches.edgesLeft()) left.push(...edges);
  const { lateEdges: late, lateNodes, openFiles, containers } = batches;
  return { batches: withNodes, left, late, lateNodes, openFiles, containers };
}

const ids = fc.constantFrom(...Array.from({ length: 12 }, (_, index) => `n${index}`));
const nodes = fc.array(
  fc.tuple(ids, fc.constantFrom('a.ts', 'b.ts', '')).map(([id, file]) => node(id, { file })),
  { maxLength: 20 },
);
const edges = fc.array(
  fc
    .tuple(ids, fc.constantFrom('CALLS', 'READS'), ids)
    .map(([source, kind, target]) => edge(source, kind, target)),
  { maxLength: 40 },
);

describe('the rows of a graph, cut into batches,', () => {
  test('hold every node and every edge once; what is given twice comes late, in its order', async () => {
    await fc.assert(
      fc.asyncProperty(nodes, edges, fc.boolean(), async (someNodes, someEdges, readOnce) => {
        const source = { ...rowsOfGraph(graphOf('r', someNodes, someEdges)), readOnce };
        const { batches, left, late, lateNodes } = await cut(source);
        const inBatches = batches.flatMap((batch) => batch.nodes);
        const first = new Map(someNodes.toReversed().map((one) => [one.id, one]));
        expect(new Set(inBatches)).toEqual(new Set(first.values()));
        expect(lateNodes).toEqual(someNodes.filter((one) => first.get(one.id) !== one));
        const early = [...batches.flatMap((batch) => batch.edges), ...left];
        expect(new Set(early.map(edgeKey)).size).toBe(early.length);
        expect(new Set([...early, ...late].map(edgeKey))).toEqual(new Set(someEdges.map(edgeKey)));
        const latest = new Map([...early, ...late].map((one) => [edgeKey(one), one]));
        for (const one of someEdges) expect(latest.get(edgeKey(one))).toEqual(one);
      }),
      { numRuns: 500 },
    );
  });

  test('take along only edges among the nodes of one batch', async () => {
    await fc.assert(
      fc.asyncProperty(nodes, edges, async (someNodes, someEdges) => {
        const { batches } = await cut(rowsOfGraph(graphOf('r', someNodes, someEdges)));
        for (const { nodes: own, positions, edges: inner } of batches) {
          for (const [id, position] of positions) expect(own[position]?.id).toBe(id);
          for (const { source, target } of inner)
            expect(positions.has(source) && positions.has(target)).toBe(true);
        }
      }),
    );
  });

  test('take along most edges where both come file by file', async () => {
    const files = ['a', 'b', 'c'];
    const rows = files.flatMap((file) => [0, 1, 2].map((index) => node(`${file}${index}`, { file })));
    const among = files.flatMap((file) => [
      edge(`${file}0`, 'CALLS', `${file}1`),
      edge(`${file}1`, 'CALLS', `${file}2`),
    ]);
    const { batches, left } = await cut(
      rowsOfGraph(graphOf('r', rows, [...among, edge('c0', 'CALLS', 'a0')])),
    );
    expect(batches.map((batch) => batch.nodes.length)).toEqual([3, 3, 3]);
    expect(batches.map((batch) => batch.edges.length)).toEqual([2, 2, 2]);
    expect(left).toEqual([edge('c0', 'CALLS', 'a0')]);
  });

  test('end with a file where that is near, and within one where it is not', async () => {
    const rows = [...'aaabbbbbb'].map((file, index) => node(`${index}`, { file }));
    const { batches } = await cut(rowsOfGraph(graphOf('r', rows)));
    expect(batches.map((batch) => batch.nodes.length)).toEqual([3, 4, 2]);
  });

  test('tell the containment of a file that is cut, unless it is too large to be kept', async () => {
    const rows = Array.from({ length: 6 }, (_, index) =>
      node(`${index}`, { file: 'a', attributes: index === 0 ? {} : { parent: `${index - 1}` } }),
    );
    const { batches, containers, openFiles } = await cut(rowsOfGraph(graphOf('r', rows)));
    expect(batches.map(({ child }) => child)).toEqual([[], []]);
    expect(containers).toEqual([1, 2, 3, 4, 5].map((index) => [`${index}`, `${index - 1}`]));
    expect(openFiles.size).toBe(0);
    const large = Array.from({ length: 50 }, (_, index) => node(`${index}`, { file: 'a' }));
    expect([...(await cut(rowsOfGraph(graphOf('r', large)))).openFiles]).toEqual(['a']);
  });

  test('leave open the files of nodes whose parent is not in their batch', async () => {
    const parent = (id: string): { readonly attributes: { readonly parent: string } } => ({
      attributes: { parent: id },
    });
    const rows = [
      node('a', { file: 'a.ts' }),
      node('b', { file: 'a.ts', ...parent('a') }),
      node('c', { file: 'c.ts', ...parent('far') }),
    ];
    const { batches, openFiles } = await cut(rowsOfGraph(graphOf('r', rows)));
    expect(batches.map(({ child, container }) => [child, container])).toEqual([[[1], [0]]]);
    expect([...openFiles]).toEqual(['c.ts']);
  });

  test('are no larger than the limit of bytes, unless one row is', async () => {
    const rows = [node('a'), node('b'.repeat(5_000)), node('c'), node('d')];
    const { batches } = await cut(rowsOfGraph(graphOf('r', rows)), { batchRows: 100, batchBytes: 1_000 });
    expect(batches.map((batch) => batch.nodes.length)).toEqual([1, 1, 2]);
  });
});

test('parts of a batch and the ties between them hold what the batch holds, each once', async () => {
  await fc.assert(
    fc.asyncProperty(nodes, edges, fc.integer({ min: 1, max: 5 }), async (someNodes, someEdges, size) => {
      const limits = { batchRows: 20, batchBytes: 1_000_000 };
      const { batches } = await cut(rowsOfGraph(graphOf('r', someNodes, someEdges)), limits);
      for (const batch of batches) {
        const slices: SerializableNode[][] = [];
        for (let at = 0; at < batch.nodes.length; at += size) slices.push(batch.nodes.slice(at, at + size));
        const parts = slices.map((slice) => partOfBatch(batch, slice));
        const ties = tiesBetween(batch, slices);
        const containersIn = (part: Omit<NodeBatch, 'number'>): string[] =>
          part.child.map((child, index) => {
            return `${part.nodes[child]?.id} in ${part.nodes[part.container[index] ?? -1]?.id}`;
          });
        const tied = ties.containers.map(([child, container]) => `${child} in ${container}`);
        expect([...parts.flatMap((part) => part.edges), ...ties.edges].map(edgeKey).sort()).toEqual(
          batch.edges.map(edgeKey).sort(),
        );
        expect([...parts.flatMap(containersIn), ...tied].sort()).toEqual(containersIn(batch).sort());
        for (const { nodes: own, positions } of parts) {
          expect(own.map(({ id }) => positions.get(id))).toEqual([...own.keys()]);
        }
      }
    }),
    { numRuns: 300 },
  );
});
