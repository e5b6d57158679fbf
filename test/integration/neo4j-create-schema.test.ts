import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkNeo4jSchema, openNeo4jStore, schemaScript } from '../../src/backends/neo4j/index.ts';
import { LAYOUT_VERSION, schemaRules } from '../../src/backends/neo4j/schema/schema.ts';
import { sameGraph } from '../../src/conformance/assertions.ts';
import { CALLS } from '../../src/conformance/calls.ts';
import { sampleGraph } from '../../src/conformance/fixtures.ts';
import { type LocalServer, startTestServer } from '../server/index.ts';
import { run } from '../unit/cli/run.ts';
import { Database, type Row } from './support/database.ts';
import { hostileGraph } from './support/hostile-graph.ts';

let server: LocalServer;
let database: Database;
beforeAll(async () => {
  server = await startTestServer();
  database = new Database(server);
});
afterAll(async () => {
  await database?.close();
  await server?.stop();
});

function given(): { uri: string; username: string; password: string; createSchema: false } {
  const { uri, username, password } = server;
  return { uri, username, password, createSchema: false };
}

/** Everything of the database that opening could create. */
async function schemaThere(): Promise<Row[]> {
  const shown = await database.run(
    'SHOW INDEXES YIELD name, type WHERE type <> "LOOKUP" RETURN name ORDER BY name',
  );
  return [...shown, ...(await database.run('MATCH (n) RETURN count(n) AS nodes'))];
}

function check(): ReturnType<typeof run> {
  const { uri, username, password } = server;
  return run(['schema', '--check', '--store', uri], {
    env: { NEO4J_USERNAME: username, NEO4J_PASSWORD: password },
  });
}

describe('a database that nobody has set up', () => {
  test('is refused by createSchema: false, which names all that is missing and creates none of it', async () => {
    const error = await openNeo4jStore(given()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'UNSUPPORTED', backend: 'neo4j', retryable: false });
    const { message } = error as Error;
    for (const { kind, name } of schemaRules()) expect(message).toContain(`${kind} ${name} on (:`);
    expect(message).toContain(`node (:CodePrismStore {name: 'codeprism', layoutVersion: ${LAYOUT_VERSION}})`);
    expect(message).toContain('schema --print');
    expect(await schemaThere()).toEqual([{ nodes: 0 }]);
  });

  test('is checked from the command line, which lists the same, ends with 1 and creates nothing', async () => {
    const { code, stdout } = await check();
    expect(code).toBe(1);
    expect(stdout.split('\n').filter((line) => line.startsWith('  '))).toHaveLength(schemaRules().length + 1);
    expect(await schemaThere()).toEqual([{ nodes: 0 }]);
  });

  test('is read as an empty one by a store that only reads', async () => {
    await using store = await openNeo4jStore({ ...given(), readOnly: true });
    expect(await store.graph.listRepositories()).toEqual([]);
  });
});

describe('a database after the printed script was run in it', () => {
  beforeAll(async () => {
    const { code, stdout } = await run(['schema', '--print']);
    expect([code, stdout]).toEqual([0, schemaScript()]);
    const statements = stdout.split(/;\n/).filter((statement) => statement.trim() !== '');
    for (const statement of statements) await database.run(statement);
    // Again, as somebody might who is not sure.
    for (const statement of statements) await database.run(statement);
  });

  test('has all that is needed', async () => {
    const { code, stdout } = await check();
    expect([code, stdout]).toEqual([0, 'Database neo4j has all that a store needs.\n']);
    expect(await schemaThere()).toContainEqual({ nodes: 1 });
  });

  test('is all that writing needs, whatever is written: nothing adds to it', async () => {
    const before = await schemaThere();
    await using store = await openNeo4jStore({ ...given(), graceSeconds: 0 });
    for (const { make } of CALLS.filter(({ writes }) => writes)) {
      await store.graph.storeGraph(sampleGraph('written'));
      await make(store, 'written', {});
    }
    await store.graph.deleteGraph('written');
    const hostile = hostileGraph('hostile');
    await store.graph.storeGraph(hostile);
    sameGraph(await store.graph.loadGraph('hostile'), hostile);
    await store.graph.deleteGraph('hostile');
    await store.maintenance();
    expect(await schemaThere()).toEqual(before);
  });

  test('serves a store that may create what is missing, and such a store makes the same', async () => {
    const before = await schemaThere();
    await (await openNeo4jStore({ ...given(), createSchema: true })).close();
    expect(await schemaThere()).toEqual(before);
    await database.run('MATCH (n:CodePrismStore) DELETE n');
    for (const { kind, name } of schemaRules()) await database.run(`DROP ${kind} ${name}`);
    await (await openNeo4jStore({ ...given(), createSchema: true })).close();
    expect(await schemaThere()).toEqual(before);
  });

  test('is refused with what was dropped, and with nothing else', async () => {
    await database.run('DROP INDEX codeprism_node_file');
    await database.run('DROP CONSTRAINT codeprism_batch_key');
    await database.run('CREATE INDEX plain FOR (n:Batch) ON (n.key)');
    await expect(openNeo4jStore(given())).rejects.toMatchObject({
      context: {
        missing: [
          'constraint codeprism_batch_key on (:Batch {key})',
          'index codeprism_node_file on (:CodeNode {generation, fileKey})',
        ],
      },
    });
    await database.run('DROP INDEX plain');
    await database.run('CREATE CONSTRAINT of_another_name FOR (b:Batch) REQUIRE b.key IS UNIQUE');
    await database.run('CREATE INDEX also_another FOR (c:CodeNode) ON (c.generation, c.fileKey)');
    await database.run('CALL db.awaitIndexes(60)');
    expect(await checkNeo4jSchema(given())).toEqual([{ database: 'neo4j', missing: [] }]);
    await (await openNeo4jStore(given())).close();
  });
});
