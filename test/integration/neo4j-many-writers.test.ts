import { setTimeout as sleep } from 'node:timers/promises';
import neo4j, { type Driver, Neo4jError } from 'neo4j-driver';
import { afterAll, describe, expect, inject, test } from 'vitest';
import type { SerializableGraph } from '../../src/graph/index.ts';
import type { GraphStorage } from '../../src/storage/index.ts';
import { runs } from '../support/thoroughness.ts';
import { fileEdges, fileName, fileNodes, projectGraph } from './support/project-graph.ts';
import { proxiedWorkplace } from './support/proxied-workplace.ts';
import { WRITES } from './support/writes.ts';

/** Of the commits of a write, at which it stops: every so many. */
const COMMITS_APART = runs(3, 1);

const place = proxiedWorkplace();
const { work } = place;
const { uri, username, password, database } = inject('neo4j');
const rival: Driver = neo4j.driver(uri, neo4j.auth.basic(username, password));
afterAll(() => rival.close());

function replaceFile(graph: GraphStorage, repoId: string, file: number, state: string): Promise<unknown> {
  const files = [fileName(file)];
  return graph.replaceFiles(repoId, {
    files,
    nodes: fileNodes(file, state),
    edges: fileEdges(file, state),
    fileHashes: { [fileName(file)]: `${state} ${file}` },
  });
}

/** The state that each file is in: several where a file is a mixture. */
function statesOf({ nodes, edges, metadata }: SerializableGraph): Map<string, Set<string>> {
  const fileOf = new Map(nodes.map(({ id, file }) => [id, file]));
  const states = new Map<string, Set<string>>();
  const add = (file: string, state: string): void =>
    void states.set(file, (states.get(file) ?? new Set()).add(state));
  for (const { file, attributes } of nodes) add(file, attributes.state ?? '');
  for (const { source, attributes } of edges) {
    if (attributes.state !== undefined) add(fileOf.get(source) ?? '', attributes.state);
  }
  for (const [file, hash] of Object.entries(metadata.fileHashes)) add(file, hash.replace(/ \d+$/, ''));
  return states;
}

describe('writers at the same time', () => {
  test('that replace files and the whole of one repository never mix what is in a file', async () => {
    const repoId = work.repo();
    const stores = await Promise.all(
      [{}, { batchRows: 7 }, {}, { inPlaceRows: 0, batchRows: 60 }].map((options) => work.open(options)),
    );
    const [one, two, whole, generation] = stores.map(({ graph }) => graph) as [
      GraphStorage,
      GraphStorage,
      GraphStorage,
      GraphStorage,
    ];
    await whole.storeGraph(projectGraph(repoId, 'old'));
    for (let round = 0; round < 6; round++) {
      const writes = [
        replaceFile(one, repoId, 1, `one ${round}`),
        replaceFile(two, repoId, 2, `two ${round}`),
        whole.storeGraph(projectGraph(repoId, `whole ${round}`)),
        ...(round % 2 === 0 ? [generation.storeGraph(projectGraph(repoId, `generation ${round}`))] : []),
      ];
      await Promise.all(writes);
      const loaded = await place.direct.graph.loadGraph(repoId);
      if (loaded === undefined) throw new Error('The repository is gone.');
      const states = statesOf(loaded);
      expect([...states.keys()].sort()).toEqual([0, 1, 2, 3, 4].map(fileName));
      for (const [file, found] of states) expect([...found], file).toHaveLength(1);
    }
  });

  test('leave the other repositories as they are, to the byte, when one is deleted', async () => {
    const [kept, gone, written] = [work.repo(), work.repo(), work.repo()];
    for (const repoId of [kept, gone]) await place.direct.graph.storeGraph(projectGraph(repoId, 'old'));
    const before = await everythingOf(kept);
    expect(before.length).toBeGreaterThan(100);
    const other = await work.open({ batchRows: 20, graceSeconds: 0 });
    await Promise.all([
      place.direct.graph.deleteGraph(gone),
      other.graph.storeGraph(projectGraph(written, 'new')),
      place.direct.graph.deleteGraph(`${kept} `),
    ]);
    expect(await everythingOf(kept)).toEqual(before);
    await place.holds(gone, undefined);
    await place.holds(written, projectGraph(written, 'new'));
  });
});

describe('a writer that stops in a transaction, before it is committed', () => {
  test.each(WRITES)('keeps nobody waiting who writes another repository: $title', async (write) => {
    const others = await work.open({ graceSeconds: 0 });
    const storeAndDelete = async (): Promise<string> => {
      const repoId = place.repo();
      await others.graph.storeGraph(projectGraph(repoId, 'new'));
      await others.graph.deleteGraph(repoId);
      return 'done';
    };
    let times = 0;
    for (let [number, stopped] = [1, true]; stopped && number < 40; number += COMMITS_APART) {
      const repoId = await place.before(write);
      await using store = await place.open(write.options);
      const commit = place.proxy.interrupt({ request: 'COMMIT', number, how: 'hold request' });
      const writing = write.run(store.graph, repoId);
      await Promise.race([commit.reached, writing]);
      stopped = commit.happened;
      if (stopped) times++;
      if (stopped) expect(await Promise.race([storeAndDelete(), sleep(8_000, 'waits')])).toBe('done');
      commit.release();
      await writing;
    }
    expect(times).toBeGreaterThan(0);
  });
});

/** Every row of a repository with its own identity and all of its properties. */
async function everythingOf(repoId: string): Promise<string[]> {
  const rows = await work.database.run(
    `MATCH (r:Repository {repoId: $repoId})
     MATCH (n) WHERE (n:CodeNode OR n:SourceFile) AND n.key STARTS WITH toString(r.generation) + '|'
     OPTIONAL MATCH (n)-[e]->()
     RETURN elementId(n) AS node, labels(n) AS labels, properties(n) AS properties,
       elementId(e) AS edge, properties(e) AS attributes, properties(r) AS repository`,
    { repoId },
  );
  return rows.map((row) => JSON.stringify(row)).sort();
}

describe('another program that locks the same nodes in the opposite order', () => {
  /**
   * Holds the nodes of a repository's generation, the last first, and lets go again.
   * @returns whether it was a deadlock
   */
  async function lockBackwards(repoId: string): Promise<boolean> {
    const session = rival.session({ database });
    const tx = session.beginTransaction();
    try {
      const found = await tx.run(
        `MATCH (r:Repository {repoId: $repoId})
         MATCH (n:CodeNode) WHERE n.key STARTS WITH toString(r.generation) + '|' AND n.repoId = $repoId
         RETURN elementId(n) AS id ORDER BY n.key DESC`,
        { repoId },
      );
      for (const [index, record] of found.records.entries()) {
        if (index % 12 !== 0) continue;
        await tx.run('MATCH (n) WHERE elementId(n) = $id SET n.held = true', { id: record.get('id') });
        await sleep(2);
      }
      await tx.run('MATCH (r:Repository {repoId: $repoId}) SET r.held = true', { repoId });
      return false;
    } catch (error) {
      if (error instanceof Neo4jError && error.code.endsWith('DeadlockDetected')) return true;
      if (error instanceof Neo4jError && error.retriable) return false;
      throw error;
    } finally {
      await tx.rollback().catch(() => undefined);
      await session.close();
    }
  }

  test('delays our writes, and does not make them fail', async () => {
    const repoId = place.repo();
    await place.direct.graph.storeGraph(projectGraph(repoId, 'old'));
    const [inPlace, byGeneration] = [await place.open(), await place.open({ inPlaceRows: 0, batchRows: 40 })];
    let writing = true;
    let theirs = 0;
    const locking = (async () => {
      for (let turn = 0; writing && turn < 2_000; turn++) if (await lockBackwards(repoId)) theirs++;
    })();
    try {
      for (let round = 0; round < 12; round++) {
        const state = `round ${round}`;
        await inPlace.graph.updateNodes(
          repoId,
          [0, 1, 2, 3, 4].flatMap((file) => fileNodes(file, state)),
        );
        await replaceFile(inPlace.graph, repoId, 3, `${state} replaced`);
        await (round % 3 === 0 ? byGeneration : inPlace).graph.storeGraph(
          projectGraph(repoId, `${state} stored`),
        );
      }
    } finally {
      writing = false;
    }
    await locking;
    await place.holds(repoId, projectGraph(repoId, 'round 11 stored'));
    const ours = place.proxy.events.filter(({ text }) => text?.includes('DeadlockDetected')).length;
    // Else nothing was put to the test.
    expect(theirs + ours).toBeGreaterThan(0);
    await Promise.all([inPlace.close(), byGeneration.close()]);
  });
});
