import { describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { sameGraph } from '../../src/conformance/assertions.ts';
import { edge, graphOf, node } from '../../src/conformance/fixtures.ts';
import type { SerializableGraph } from '../../src/graph/index.ts';
import { workplace } from './support/database.ts';

const work = workplace();
const ENTRY = { entryPoints: { ids: ['main'] } };

/** main calls used; dead calls deader. */
function program(repoId: string): SerializableGraph {
  const ids = ['main', 'used', 'dead', 'deader'];
  const calls = [edge('main', 'CALLS', 'used'), edge('dead', 'CALLS', 'deader')];
  return graphOf(
    repoId,
    ids.map((id) => node(id, { kind: 'Function', file: `${id}.ts` })),
    calls,
  );
}

async function marked(repoId: string): Promise<unknown> {
  return work.database.run(
    `MATCH (r:Repository {repoId: $repoId})
     MATCH (n:Dead {generation: r.generation}) RETURN n.id AS id, n.deadReason AS reason ORDER BY id`,
    { repoId },
  );
}

const DEAD = { id: 'dead', reason: 'unreferenced' };
const DEADER = { id: 'deader', reason: 'referenced-by-dead' };

describe('what is dead', () => {
  test('can be marked for Browser, all of it whatever the limit, and unmarked', async () => {
    const [repoId, other] = [work.repo(), work.repo()];
    const { graph, queries } = await work.open();
    for (const id of [repoId, other]) await graph.storeGraph(program(id));
    await queries.deadCode(other, { ...ENTRY, mark: true });
    const report = await queries.deadCode(repoId, { ...ENTRY, mark: true, limit: 1 });
    expect([report.items.length, report.total]).toEqual([1, 2]);
    expect(await marked(repoId)).toEqual([DEAD, DEADER]);
    sameGraph(await graph.loadGraph(repoId), program(repoId));
    expect(await queries.unmark(repoId)).toBe(2);
    expect(await marked(repoId)).toEqual([]);
    expect(await queries.unmark(repoId)).toBe(0);
    expect(await marked(other)).toEqual([DEAD, DEADER]);
  });

  test('is marked anew, not on top', async () => {
    const repoId = work.repo();
    const { graph, queries } = await work.open();
    await graph.storeGraph(program(repoId));
    await queries.deadCode(repoId, { ...ENTRY, mark: true });
    await queries.deadCode(repoId, { entryPoints: { ids: ['main', 'dead'] }, mark: true });
    expect(await marked(repoId)).toEqual([]);
    await queries.deadCode(repoId, { entryPoints: { ids: ['dead', 'used'] }, mark: true });
    expect(await marked(repoId)).toEqual([{ id: 'main', reason: 'unreferenced' }]);
  });

  test('stays marked while the repository stays as it is, and no longer', async () => {
    const repoId = work.repo();
    const { graph, queries } = await work.open();
    await graph.storeGraph(program(repoId));
    const changes = [
      () => graph.updateNodes(repoId, [node('used', { name: 'renamed' })]),
      () => graph.replaceFiles(repoId, { files: ['dead.ts'], nodes: [], edges: [] }),
      () => graph.storeGraph(program(repoId)),
    ];
    for (const change of changes) {
      await queries.deadCode(repoId, { ...ENTRY, mark: true });
      expect(await marked(repoId)).not.toEqual([]);
      await change();
      expect(await marked(repoId)).toEqual([]);
    }
    await queries.deadCode(repoId, { ...ENTRY, mark: true });
    await graph.storeGraph(program(repoId));
    expect(await marked(repoId)).toEqual([DEAD, DEADER]);
    const replacing = await work.open({ inPlaceRows: 0 });
    await replacing.graph.storeGraph({ ...program(repoId), edges: [] });
    expect(await marked(repoId)).toEqual([]);
  });

  test('is asked for beside a writer without marking a state that has passed', async () => {
    const repoId = work.repo();
    const { graph, queries } = await work.open();
    await graph.storeGraph(program(repoId));
    for (let round = 0; round < 5; round++) {
      const called = [edge('main', 'CALLS', 'dead'), edge('dead', 'CALLS', 'deader')];
      await Promise.all([
        queries.deadCode(repoId, { ...ENTRY, mark: true }),
        graph.storeGraph({ ...program(repoId), edges: round % 2 === 0 ? called : program(repoId).edges }),
      ]);
      const dead = (await queries.deadCode(repoId, ENTRY)).items.map(({ id }) => id);
      const marks = (await marked(repoId)) as readonly { readonly id: string }[];
      expect([[], dead]).toContainEqual(marks.map(({ id }) => id));
    }
  });

  test('has no marks elsewhere', async () => {
    await using memory = await openMemoryStore();
    await memory.graph.storeGraph(program('here'));
    const asked = [
      () => memory.queries.deadCode('here', { mark: true }),
      () => memory.queries.unmark('here'),
    ];
    for (const ask of asked)
      await expect(ask()).rejects.toMatchObject({ code: 'UNSUPPORTED', backend: 'memory' });
  });
});

test('unmarking a repository that is not stored is NOT_FOUND', async () => {
  const { queries } = await work.open();
  await expect(queries.unmark(work.repo())).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
