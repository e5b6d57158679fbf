import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { type Neo4jOptions, openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import { sameGraph } from '../../src/conformance/assertions.ts';
import { sampleGraph } from '../../src/conformance/fixtures.ts';
import type { SerializableGraph } from '../../src/graph/index.ts';
import { collectSource, type GraphStore } from '../../src/storage/index.ts';
import { type LocalServer, startTestServer } from '../server/index.ts';
import { Database, type Row, workplace } from './support/database.ts';
import { exampleGraph } from './support/example-graphs.ts';
import { failure } from './support/failures.ts';
import { addForeignGraph, foreignGraph, hangOnNodes } from './support/foreign-graph.ts';
import { questionsAbout } from './support/questions.ts';

/** The first files of a real graph, with all that leads from one of them to another. */
async function smallGraph(repoId: string): Promise<SerializableGraph> {
  const graph = await exampleGraph(repoId);
  const nodes = graph.nodes.slice(0, 400);
  const ids = new Set(nodes.map(({ id }) => id));
  return {
    ...graph,
    nodes,
    edges: graph.edges.filter(({ source, target }) => ids.has(source) && ids.has(target)),
  };
}

// The server that all tests share has such neighbours from its start to
// its end, which its global setup looks after.
describe('beside the data of other programs, which hang on our nodes too', () => {
  const work = workplace();
  const repoId = work.repo();

  test('a graph is read back as it was, and every question is answered as in memory', async () => {
    const store = await work.open();
    await using memory = await openMemoryStore();
    const graph = await smallGraph(repoId);
    for (const one of [store, memory]) await one.graph.storeGraph(graph);
    await hangOnNodes(work.database, await work.generation(repoId));

    const source = await store.graph.streamGraph(repoId);
    sameGraph(source && (await collectSource(source, {})), graph);
    // Some of each sort: all of them take minutes.
    const questions = questionsAbout(graph).filter((_, index) => index % 4 === 0);
    for (const { title, ask } of questions) {
      expect(await ask(store.queries, repoId), title).toEqual(await ask(memory.queries, repoId));
    }
  });

  test('what is theirs stays theirs when nodes that it hangs on are changed, and when all of ours goes', async () => {
    const { database } = work;
    const store = await work.open({ graceSeconds: 0 });
    const graph = await smallGraph(repoId);
    const hung = await foreignGraph(database);
    const changed = graph.nodes.slice(0, 100).map((node) => ({ ...node, name: `${node.name}2` }));
    await store.graph.updateNodes(repoId, changed);
    await store.graph.deleteNodes(repoId, [graph.nodes[200]?.id ?? '']);
    expect(await foreignGraph(database)).toEqual(hung);
    await store.graph.deleteGraph(repoId);
    expect(await foreignGraph(database)).toEqual(hung);
    await database.run('MATCH (n:Ticket) DETACH DELETE n');
  });
});

describe('in a database that others had first', () => {
  let server: LocalServer;
  let database: Database;
  let before: readonly Row[];

  beforeAll(async () => {
    server = await startTestServer();
    database = new Database(server);
    await addForeignGraph(database);
    before = await foreignGraph(database);
  });
  afterAll(async () => {
    await database?.close();
    await server?.stop();
  });

  function open(options: Partial<Neo4jOptions> = {}): Promise<GraphStore> {
    const { uri, username, password } = server;
    return openNeo4jStore({ uri, username, password, wholeGraphRows: 0, graceSeconds: 0, ...options });
  }

  test('a store is set up, though names of its constraints and indexes are taken', async () => {
    await (await open()).close();
    const [row] = await database.run(
      `SHOW INDEXES YIELD labelsOrTypes, properties, owningConstraint, state
       WHERE state = 'ONLINE' RETURN collect([labelsOrTypes[0], properties, owningConstraint IS NOT NULL]) AS found`,
    );
    for (const index of [
      ['CodeNode', ['generation', 'nameKey'], false],
      ['CodeNode', ['generation', 'fileKey'], false],
      ['SourceFile', ['key'], true],
      ['Batch', ['key'], true],
    ]) {
      expect(row?.found).toContainEqual(index);
    }
  });

  test('everything is listed, kept up and counted as if they were not there', async () => {
    await using store = await open();
    expect(await store.graph.listRepositories()).toEqual([]);
    expect(await store.graph.graphExists('code')).toBe(false);
    await store.graph.storeGraph(sampleGraph('ours'));
    await store.graph.deleteGraph('ours');
    expect(await store.maintenance()).toMatchObject({ changesCompleted: 0, generationsRemoved: 0 });
    expect(await foreignGraph(database)).toEqual(before);
  });

  test('a repository of the same id that is theirs is not read, not changed and not deleted', async () => {
    await database.run("CREATE (:Theirs:Repository {repoId: 'both', revision: 3})");
    const theirs = await foreignGraph(database);
    await using store = await open({ retrySeconds: 0.5 });
    expect(await store.graph.graphExists('both')).toBe(false);
    expect(await store.graph.listRepositories()).not.toContain('both');
    expect(await store.graph.deleteGraph('both')).toMatchObject({ nodes: { deleted: 0 } });
    await failure(store.graph.deleteNodes('both', ['a']), 'NOT_FOUND');
    await failure(store.queries.deadCode('both'), 'NOT_FOUND');
    await failure(store.graph.storeGraph(sampleGraph('both')), 'CONFLICT');
    expect(await foreignGraph(database)).toEqual(theirs);
    await database.run("MATCH (n:Repository {repoId: 'both'}) DELETE n");
  });

  test('a constraint of theirs that a graph breaks is named', async () => {
    await database.run('CREATE CONSTRAINT names FOR (n:Oddity) REQUIRE n.name IS UNIQUE');
    await using store = await open();
    const graph = sampleGraph('ours');
    const nodes = graph.nodes.map((node) => ({ ...node, kind: 'Oddity', name: 'the same' }));
    const error = await failure(store.graph.storeGraph({ ...graph, nodes }), 'UNSUPPORTED');
    expect(error.message).toMatch(/constraint.*Oddity.*name/is);
    await database.run('DROP CONSTRAINT names');
  });

  test('an index of theirs that takes no long text is named', async () => {
    await database.run('CREATE TEXT INDEX short_texts FOR (n:CodeNode) ON (n.name)');
    await database.run("CALL db.awaitIndex('short_texts', 60)");
    await using store = await open();
    const graph = sampleGraph('ours');
    const nodes = graph.nodes.map((node) => ({ ...node, name: 'n'.repeat(40_000) }));
    const error = await failure(store.graph.storeGraph({ ...graph, nodes }), 'UNSUPPORTED');
    expect(error.message).toContain("name='short_texts'");
    await database.run('DROP INDEX short_texts');
  });

  test('an index of theirs where one of our constraints belongs is named', async () => {
    await database.run('MATCH (n) WHERE NOT n:Theirs DETACH DELETE n');
    const [row] = await database.run(
      "SHOW CONSTRAINTS YIELD name, labelsOrTypes WHERE labelsOrTypes = ['SourceFile'] RETURN name",
    );
    await database.run(`DROP CONSTRAINT ${row?.name}`);
    await database.run('CREATE INDEX files FOR (n:SourceFile) ON (n.key)');
    const error = await failure(open(), 'UNSUPPORTED');
    expect(error.message).toContain('codeprism_source_file_key on (:SourceFile {key})');
    await database.run('DROP INDEX files');
    await (await open()).close();
  });
});
