import { afterAll, describe, expect, test } from 'vitest';
import * as cypher from '../../src/backends/neo4j/cypher/statements.generated.ts';
import { openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import { sameGraph } from '../../src/conformance/assertions.ts';
import { startTestServer } from '../server/index.ts';
import { workplace } from './support/database.ts';
import { countRows, generationsOf } from './support/generation-rows.ts';
import { statedGraph } from './support/stated-graph.ts';

// What is swept is counted over the whole database.
const server = await startTestServer();
afterAll(() => server.stop());
const work = workplace(server);
const SWEEP = { graceSeconds: 0 };
const NOTHING = { changesCompleted: 0, generationsRemoved: 0, rowsRemoved: 0 };

describe('maintenance', () => {
  test('completes a change whose writer has gone, so that it can be read again', async () => {
    const repoId = work.repo();
    const store = await work.open({ ...SWEEP, readSeconds: 0.3 });
    const graph = statedGraph(repoId, 'old');
    await store.graph.storeGraph(graph);
    await store.maintenance();
    await work.database.run('MATCH (r:Repository {repoId: $repoId}) SET r.pending = r.revision + 1', {
      repoId,
    });
    await expect(store.graph.loadGraph(repoId)).rejects.toMatchObject({ code: 'CONFLICT', retryable: true });
    expect(await store.maintenance()).toMatchObject({ changesCompleted: 1 });
    sameGraph(await store.graph.loadGraph(repoId), graph);
    expect(await store.maintenance()).toMatchObject({ changesCompleted: 0 });
  });

  test('removes a generation whose writer has gone, and counts its rows', async () => {
    const repoId = work.repo();
    const store = await work.open(SWEEP);
    const graph = statedGraph(repoId, 'old');
    await store.graph.storeGraph(graph);
    await store.maintenance();
    const orphan = await stage(repoId);
    await work.database.run(
      'MATCH (g:Generation {generation: $orphan}) SET g.touchedAt = g.touchedAt - 1000 * 1000',
      { orphan },
    );
    const rows = await countRows(work.database, [orphan]);
    expect(rows).toBe(150);
    expect(await store.maintenance()).toMatchObject({ ...NOTHING, generationsRemoved: 1, rowsRemoved: rows });
    expect(await countRows(work.database, [orphan])).toBe(0);
    expect(await generationsOf(work.database, repoId)).toEqual([await work.generation(repoId)]);
    expect(await store.maintenance()).toMatchObject(NOTHING);
    sameGraph(await store.graph.loadGraph(repoId), graph);
  });

  test('leaves a generation whose writer lives', async () => {
    const repoId = work.repo();
    const store = await work.open(SWEEP);
    await store.maintenance();
    const staged = await stage(repoId);
    const rows = await countRows(work.database, [staged]);
    expect(await store.maintenance()).toMatchObject(NOTHING);
    expect(await countRows(work.database, [staged])).toBe(rows);
    await work.database.run(cypher.markSweeping.text, { generation: staged });
  });

  test('takes nothing from a writer that goes on meanwhile', async () => {
    const repoId = work.repo();
    const [writer, keeper] = [await work.open(SWEEP), await work.open(SWEEP)];
    const graph = statedGraph(repoId, 'old');
    await writer.graph.storeGraph(graph);
    const changed = graph.nodes.map((node) => ({ ...node, name: `changed ${node.id}` }));
    const write = async (): Promise<void> => {
      for (const node of changed.slice(0, 60)) await writer.graph.updateNodes(repoId, [node]);
    };
    const keep = async (): Promise<void> => {
      for (let turn = 0; turn < 3; turn++) await keeper.maintenance();
    };
    await Promise.all([write(), keep()]);
    sameGraph(await keeper.graph.loadGraph(repoId), {
      ...graph,
      nodes: [...changed.slice(0, 60), ...graph.nodes.slice(60)],
    });
  });

  /** A generation as a writer leaves it that got no further. */
  async function stage(repoId: string): Promise<number> {
    const allocate = { name: 'codeprism', repoId };
    const generation = (await work.database.value(cypher.allocateGeneration.text, allocate)) as number;
    await work.database.run(
      `UNWIND range(1, 50) AS i
       CREATE (:CodeNode {key: $prefix + i, generation: $generation, repoId: $repoId, id: toString(i)})
       CREATE (:SourceFile {key: $prefix + i, generation: $generation, repoId: $repoId, path: toString(i)})
       CREATE (:Batch {key: $prefix + i})`,
      { generation, repoId, prefix: `${generation}|` },
    );
    return generation;
  }
});

describe('a store that is opened with the bookmarks of another', () => {
  test.each(['bolt:', 'neo4j:'])('reads what that one wrote, over %s', async (scheme) => {
    const repoId = work.repo();
    const { username, password, database } = server;
    const uri = server.uri.replace(/^\w+:/, scheme);
    const writer = await openNeo4jStore({ uri, username, password, database });
    const graph = statedGraph(repoId, 'new');
    await writer.graph.storeGraph(graph);
    await writer.close();
    const bookmarks = await writer.bookmarks();
    expect(bookmarks.length).toBeGreaterThan(0);
    const reader = await work.open({ uri, bookmarks });
    sameGraph(await reader.graph.loadGraph(repoId), graph);
  });

  test('refuses what are none', async () => {
    await expect(work.open({ bookmarks: ['none'] })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
