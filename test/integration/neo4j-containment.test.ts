import { describe, expect, test } from 'vitest';
import { bytes, edge, graphOf, type NodeParts, node } from '../../src/conformance/fixtures.ts';
import { RandomGraphs } from '../../src/conformance/random.ts';
import type { SerializableNode } from '../../src/graph/index.ts';
import type { GraphStorage } from '../../src/storage/index.ts';
import { someOf } from '../support/thoroughness.ts';
import { workplace } from './support/database.ts';
import { makeEdit } from './support/edits.ts';
import { generationRows } from './support/generation-rows.ts';

const work = workplace();

/** The derived relationships of a repository, as `child in container` and `child awaits parent`. */
async function places(repoId: string): Promise<string[]> {
  const rows = await work.database.run(
    `MATCH (n:CodeNode)-[r:DECLARED_IN|AWAITS_PARENT]->(m) WHERE n.key STARTS WITH $prefix
     RETURN n.id + CASE type(r) WHEN 'DECLARED_IN' THEN ' in ' ELSE ' awaits ' END + m.id AS place`,
    { prefix: `${await work.generation(repoId)}|` },
  );
  return rows.map(({ place }) => place as string).sort();
}

function at(id: string, kind: string, from: number, to: number, parts: NodeParts = {}): SerializableNode {
  return node(id, { kind, span: bytes(from, to), ...parts });
}

const OUTER = at('outer', 'Class', 0, 100);
const INNER = at('inner', 'Method', 10, 50);
const LEAF = at('leaf', 'Variable', 20, 30);
const CHILD = at('child', 'Function', 200, 210, { attributes: { parent: 'parent' } });

describe('a node is DECLARED_IN', () => {
  const cases: readonly (readonly [
    string,
    (graph: GraphStorage, repoId: string) => Promise<unknown>,
    string[],
  ])[] = [
    ['the smallest declaration around it', async () => undefined, ['inner in outer', 'leaf in inner']],
    [
      'the one it names as its parent, once that arrives',
      (graph, repoId) =>
        graph.updateNodes(repoId, [CHILD, at('parent', 'Class', 0, 0, { file: 'src/p.ts' })]),
      ['child in parent', 'inner in outer', 'leaf in inner'],
    ],
    [
      'nothing while its parent is awaited and nothing is around it',
      (graph, repoId) => graph.updateNodes(repoId, [CHILD]),
      ['child awaits parent', 'inner in outer', 'leaf in inner'],
    ],
    [
      'the next larger one when the smallest is deleted',
      (graph, repoId) => graph.deleteNodes(repoId, ['inner']),
      ['leaf in outer'],
    ],
    [
      'a new smallest one',
      (graph, repoId) => graph.updateNodes(repoId, [at('new', 'Function', 15, 40)]),
      ['inner in outer', 'leaf in new', 'new in inner'],
    ],
    [
      'another one when it moves to another file',
      (graph, repoId) =>
        graph.updateNodes(repoId, [
          at('leaf', 'Variable', 20, 30, { file: 'b.ts' }),
          at('b', 'Module', 0, 90, { file: 'b.ts' }),
        ]),
      ['inner in outer', 'leaf in b'],
    ],
    [
      'what its file declares after it was replaced',
      (graph, repoId) =>
        graph.replaceFiles(repoId, {
          files: ['src/a.ts'],
          nodes: [at('whole', 'Module', 0, 500), LEAF],
          edges: [],
        }),
      ['leaf in whole'],
    ],
  ];

  test.each(cases)('%s', async (_title, edit, expected) => {
    const repoId = work.repo();
    const { graph } = await work.open();
    await graph.storeGraph(graphOf(repoId, [OUTER, INNER, LEAF]));
    await edit(graph, repoId);
    expect(await places(repoId)).toEqual(expected);
  });

  test('what is around it when its parent goes, and its parent when that is back', async () => {
    const repoId = work.repo();
    const { graph } = await work.open();
    const parent = at('parent', 'Class', 0, 0, { file: 'src/p.ts' });
    const around = at('around', 'Module', 0, 900);
    await graph.storeGraph(graphOf(repoId, [CHILD, parent, around], [edge('around', 'CALLS', 'parent')]));
    expect(await places(repoId)).toEqual(['child in parent']);
    await graph.deleteNodes(repoId, ['parent']);
    expect(await places(repoId)).toEqual(['child awaits parent', 'child in around']);
    await graph.updateNodes(repoId, [parent]);
    expect(await places(repoId)).toEqual(['child in parent']);
  });
});

describe('after any edits, everything in the database is as if the graph had just been stored', () => {
  test.each(someOf([1, 2, 3, 4, 5, 6], 3))('random edits, seed %i', async (seed) => {
    const random = new RandomGraphs(seed);
    const [repoId, freshId] = [work.repo(), work.repo('fresh')];
    const edited = await work.open();
    const fresh = await work.open({ graceSeconds: 0 });
    await edited.graph.storeGraph(random.graph(repoId));
    for (let step = 0; step < 8; step++) {
      const before = await edited.graph.loadGraph(repoId);
      if (before === undefined) throw new Error('The repository is gone.');
      const edit = random.edit(before);
      await makeEdit(edited.graph, repoId, edit);
      const after = await edited.graph.loadGraph(repoId);
      if (after === undefined) throw new Error('The repository is gone.');
      await fresh.graph.deleteGraph(freshId);
      await fresh.graph.storeGraph({ ...after, repoId: freshId });
      const [actual, expected] = [
        await generationRows(work.database, await work.generation(repoId)),
        await generationRows(work.database, await work.generation(freshId)),
      ];
      expect(actual, `step ${step}: ${JSON.stringify(edit)}`).toEqual(expected);
      expect(actual.nodes.length).toBeGreaterThanOrEqual(after.nodes.length);
    }
  });
});
