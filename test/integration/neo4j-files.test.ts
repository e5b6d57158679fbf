import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import {
  checkNeo4jSchema,
  openNeo4jStore,
  writeAdminCsv,
  writeCypherScript,
} from '../../src/backends/neo4j/index.ts';
import { LAYOUT_VERSION } from '../../src/backends/neo4j/schema/schema.ts';
import { sameGraph } from '../../src/conformance/assertions.ts';
import { canonicalGraph, type SerializableGraph } from '../../src/graph/index.ts';
import type { GraphSource, GraphStore } from '../../src/storage/index.ts';
import { someOf } from '../support/thoroughness.ts';
import { Sink } from '../unit/formats/helpers.ts';
import { Database, loginOf, workplace } from './support/database.ts';
import { exampleGraph } from './support/example-graphs.ts';
import { generationRows } from './support/generation-rows.ts';
import { hostileGraph } from './support/hostile-graph.ts';
import { type ImportedServer, importedServer } from './support/import-server.ts';
import { questionsAbout } from './support/questions.ts';

const work = workplace();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codeprism-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** An ordinary graph and a hostile one in one. */
function exampleWithHostileTexts(repoId: string, example: SerializableGraph): SerializableGraph {
  const hostile = hostileGraph(repoId);
  return canonicalGraph({
    ...hostile,
    nodes: [...example.nodes, ...hostile.nodes],
    edges: [...example.edges, ...hostile.edges],
  });
}

/**
 * The first nodes of the example, with the edges among them: for scripts, of which each text is planned anew.
 */
async function smallGraph(repoId: string): Promise<SerializableGraph> {
  const graph = await exampleGraph(repoId);
  const nodes = graph.nodes.slice(0, 500);
  const ids = new Set(nodes.map(({ id }) => id));
  const edges = graph.edges.filter(({ source, target }) => ids.has(source) && ids.has(target));
  return { ...graph, nodes, edges };
}

/** The graph as a store streams it. */
async function streamed(graph: SerializableGraph): Promise<GraphSource> {
  const store = await openMemoryStore();
  await store.graph.storeGraph(graph);
  const source = await store.graph.streamGraph(graph.repoId);
  if (source === undefined) throw new Error('It was not stored.');
  return source;
}

/** Everything that can be asked of the store is answered as by one that stored the graph itself. */
async function isStoredIn(store: GraphStore, graph: SerializableGraph): Promise<void> {
  sameGraph(await store.graph.loadGraph(graph.repoId), graph);
  const report = await store.graph.storeGraph(graph);
  const nothing = { created: 0, updated: 0, deleted: 0 };
  expect(report.nodes).toEqual({ ...nothing, unchanged: graph.nodes.length });
  expect(report.edges).toEqual({ ...nothing, unchanged: graph.edges.length });
}

/** A question of each sort: that all rows are as the store would write them is seen besides. */
async function answersLikeMemory(store: GraphStore, graph: SerializableGraph): Promise<void> {
  const memory = await openMemoryStore();
  await memory.graph.storeGraph(graph);
  for (const { title, ask } of someOf(questionsAbout(graph), 20)) {
    expect(await ask(store.queries, graph.repoId), title).toEqual(await ask(memory.queries, graph.repoId));
  }
}

/** What the store itself makes of the graph, in the database that tests share. */
async function rowsWhenStored(graph: SerializableGraph): Promise<unknown> {
  const store = await work.open();
  const repoId = work.repo();
  await store.graph.storeGraph({ ...graph, repoId });
  return generationRows(work.database, await work.generation(repoId));
}

async function digests(database: Database, repoId: string): Promise<unknown> {
  const cypher = `MATCH (r:Repository {repoId: $repoId})
    MATCH (f:SourceFile {repoId: $repoId, generation: r.generation})
    RETURN r.generation AS generation, r.revision AS revision, f.path AS path, f.digest AS digest ORDER BY path`;
  return database.run(cypher, { repoId });
}

describe('a database that neo4j-admin made of CSV files', () => {
  let imported: ImportedServer;
  let database: Database;
  let store: GraphStore;
  let graph: SerializableGraph;

  beforeAll(async () => {
    graph = exampleWithHostileTexts('imported', await exampleGraph('imported'));
    const csv = join(folder, 'csv files');
    const report = await writeAdminCsv(await streamed(graph), csv);
    expect(report).toMatchObject({ totalNodes: graph.nodes.length, totalEdges: graph.edges.length });
    imported = await importedServer(csv);
    database = new Database(imported.server);
    store = await openNeo4jStore(loginOf(imported.server));
  });
  afterAll(async () => {
    await store?.close();
    await database?.close();
    await imported?.stop();
  });

  test('holds what the store itself would have written', async () => {
    expect(await generationRows(database, 1)).toEqual(await rowsWhenStored(graph));
  });

  test('is the graph, and storing it again writes nothing', async () => {
    const before = await digests(database, graph.repoId);
    await isStoredIn(store, graph);
    expect(await digests(database, graph.repoId)).toEqual(before);
    expect(await store.maintenance()).toMatchObject({
      changesCompleted: 0,
      generationsRemoved: 0,
      rowsRemoved: 0,
    });
  });

  test('answers as memory does', async () => {
    await answersLikeMemory(store, graph);
  });

  test('has its constraints and indexes once it was opened', async () => {
    const { uri, username, password } = imported.server;
    expect(await checkNeo4jSchema({ uri, username, password })).toEqual([{ database: 'neo4j', missing: [] }]);
    expect(await database.value('MATCH (s:CodePrismStore) RETURN s.layoutVersion')).toBe(LAYOUT_VERSION);
  });

  test('takes further repositories and changes', async () => {
    const other = { ...graph, repoId: 'other' };
    expect(await store.graph.storeGraph(other)).toMatchObject({ nodes: { created: graph.nodes.length } });
    await store.graph.deleteGraph('other');
    sameGraph(await store.graph.loadGraph(graph.repoId), graph);
  });
});

describe('CSV files for neo4j-admin', () => {
  test('are not written over what is there', async () => {
    const graph = await exampleGraph('again');
    const csv = join(folder, 'again');
    await writeAdminCsv(graph, csv);
    const before = await readdir(csv);
    await expect(writeAdminCsv(graph, csv)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    expect(await readdir(csv)).toEqual(before);
    expect((await readdir(folder)).filter((entry) => entry.includes('partial'))).toEqual([]);
  });

  test('leave nothing behind when they cannot be made', async () => {
    const graph = await exampleGraph('late');
    const lastUpdated = { seconds: Number.MAX_SAFE_INTEGER, nanoseconds: 0 };
    const late = { ...graph, metadata: { ...graph.metadata, lastUpdated } };
    await expect(writeAdminCsv(late, join(folder, 'late'))).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    expect((await readdir(folder)).filter((entry) => entry.includes('late'))).toEqual([]);
  });

  test('come with the command that imports them', async () => {
    const csv = join(folder, 'command');
    const { script } = await writeAdminCsv(await exampleGraph('quoted "repo"\nid'), csv);
    expect(script).toBe(join(csv, 'import.sh'));
    expect(await readFile(script, 'utf8')).toContain(
      '# Makes a Neo4j database of the code graph "quoted \\"repo\\"\\nid"',
    );
  });
});

describe('a Cypher script', () => {
  async function scriptOf(graph: SerializableGraph): Promise<string[]> {
    const sink = new Sink();
    await writeCypherScript(await streamed(graph), sink);
    // No text in it has a line break, so this is where statements end.
    return sink.text.split(/;\n/).filter((statement) => statement.trim() !== '');
  }

  async function run(script: readonly string[]): Promise<unknown> {
    let answer: unknown;
    for (const statement of script) answer = await work.database.value(statement);
    return answer;
  }

  test.each([
    ['the example', (repoId: string) => exampleGraph(repoId)],
    ['hostile texts in every place', (repoId: string) => Promise.resolve(hostileGraph(repoId))],
  ])('stores %s as the store itself would', async (_, graphOf) => {
    const graph = await graphOf(work.repo());
    const store = await work.open();
    expect(await run(await scriptOf(graph))).toBe('Stored.');
    const rows = await generationRows(work.database, await work.generation(graph.repoId));
    expect(rows).toEqual(await rowsWhenStored(graph));
    const before = await digests(work.database, graph.repoId);
    await isStoredIn(store, graph);
    expect(await digests(work.database, graph.repoId)).toEqual(before);
  });

  test('gives a store that answers as memory does', async () => {
    const graph = await smallGraph(work.repo());
    await run(await scriptOf(graph));
    await answersLikeMemory(await work.open(), graph);
  });

  test('replaces what was stored, and only with its last statements', async () => {
    const graph = await smallGraph(work.repo());
    const store = await work.open({ graceSeconds: 0 });
    const few = { ...graph, nodes: graph.nodes.slice(0, 3), edges: [] };
    await store.graph.storeGraph(few);
    const script = await scriptOf(graph);
    await run(script.slice(0, -2));
    sameGraph(await store.graph.loadGraph(graph.repoId), few);
    expect(await run(script.slice(-2))).toBe('Stored.');
    sameGraph(await store.graph.loadGraph(graph.repoId), graph);
  });

  test('of which a statement failed stores nothing, and says so', async () => {
    const graph = hostileGraph(work.repo());
    const script = await scriptOf(graph);
    const broken = script.filter((statement) => !statement.includes('MATCH (a:CodeNode'));
    expect(broken.length).toBeLessThan(script.length);
    expect(await run(broken)).toMatch(/^Not stored/);
    expect(await (await work.open()).graph.loadGraph(graph.repoId)).toBeUndefined();
  });
});
