import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import { sameGraph } from '../../src/conformance/assertions.ts';
import { QUERIES } from '../../src/conformance/calls.ts';
import { sampleGraph } from '../../src/conformance/fixtures.ts';
import { type LocalServer, startTestServer } from '../server/index.ts';
import { Database, type Login } from './support/database.ts';
import { closedPort, failure, SECRET, silentServer } from './support/failures.ts';

/** One server for all of this: it is filled with what is not ours, stopped, and made read-only. */
let server: LocalServer;
beforeAll(async () => {
  server = await startTestServer({ password: SECRET });
});
afterAll(() => server?.stop());

const login = (): Login => ({ uri: server.uri, username: server.username, password: SECRET });

async function inDatabase<Result>(use: (database: Database) => Promise<Result>): Promise<Result> {
  const database = new Database(login());
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}

describe('where no Neo4j answers, opening fails within five seconds and says what to do', () => {
  test('nobody listens', async () => {
    const address = `bolt://127.0.0.1:${await closedPort()}`;
    await isUnavailable(address);
  });

  test('somebody listens and never answers', async () => {
    const silent = await silentServer();
    await isUnavailable(`bolt://127.0.0.1:${silent.port}`);
    await silent.close();
  });

  async function isUnavailable(uri: string): Promise<void> {
    const start = performance.now();
    const error = await failure(openNeo4jStore({ uri, password: SECRET }), 'UNAVAILABLE');
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(error.message).toContain(uri);
    expect(error.message).toMatch(/Start it .*NEO4J_URI/);
    expect(error).toMatchObject({ retryable: true, backend: 'neo4j' });
  }
});

describe('what cannot be used is refused at once, and without the password in the error', () => {
  test('a wrong password', async () => {
    const wrong = openNeo4jStore({ ...login(), password: `${SECRET}, but wrong` });
    const error = await failure(wrong, 'UNAUTHORIZED');
    expect(error.message).toContain('NEO4J_PASSWORD');
    expect(error.retryable).toBe(false);
  });

  test('a database that the server does not have', async () => {
    const error = await failure(openNeo4jStore({ ...login(), database: 'absent' }), 'CONFIG_INVALID');
    expect(error.message).toContain('NEO4J_DATABASE');
  });

  test("the server's own database", async () => {
    const error = await failure(openNeo4jStore({ ...login(), database: 'System' }), 'CONFIG_INVALID');
    expect(error.message).toContain('system');
  });

  test.each(['bolt+s', 'bolt+ssc'])('%s where the server does not encrypt', async (scheme) => {
    const uri = server.uri.replace('bolt', scheme);
    const error = await failure(openNeo4jStore({ ...login(), uri }), 'CONFIG_INVALID');
    expect(error.message).toMatch(/does not speak TLS.*without \+s/);
  });

  test.each([`no-scheme-${SECRET}`, `http://neo4j:${SECRET}@127.0.0.1:7474`, `bolt://127.0.0.1:99999`, ''])(
    'the URI %o',
    async (uri) => {
      await failure(openNeo4jStore({ uri, password: SECRET }), 'CONFIG_INVALID');
    },
  );

  test.each([{ batchRows: 0 }, { batchBytes: 0.5 }, { concurrency: Number.NaN }])(
    'the option %o',
    async (option) => {
      const error = await failure(openNeo4jStore({ ...login(), ...option }), 'CONFIG_INVALID');
      expect(error.message).toContain(Object.keys(option)[0]);
    },
  );
});

describe('a database that is not ours is refused and left as it was', () => {
  test.each(['CREATE (:CodeNode {key: "theirs"})', 'CREATE (:Repository {repoId: "theirs"})'])(
    '%s',
    async (create) => {
      await inDatabase(async (database) => {
        await database.run(create);
        const before = await everything(database);
        const error = await failure(openNeo4jStore(login()), 'UNSUPPORTED');
        expect(error.message).toContain('database of its own');
        expect(await everything(database)).toEqual(before);
        await database.run('MATCH (n) DETACH DELETE n');
      });
    },
  );

  test('one with a layout from the future', async () => {
    await inDatabase(async (database) => {
      await database.run("CREATE (:CodePrismStore {name: 'codeprism', layoutVersion: 99})");
      const before = await everything(database);
      const error = await failure(openNeo4jStore(login()), 'UNSUPPORTED');
      expect(error.message).toContain('Upgrade the package');
      expect(await everything(database)).toEqual(before);
      await database.run('MATCH (n) DETACH DELETE n');
    });
  });

  test('but one with nodes of other labels, or without our keys, is shared, and they stay', async () => {
    await inDatabase(async (database) => {
      await database.run('CREATE (:Person {name: "theirs"})-[:CALLS]->(:Repository {name: "theirs"})');
      const before = await everything(database);
      const store = await openNeo4jStore({ ...login(), graceSeconds: 0 });
      await store.graph.storeGraph(sampleGraph('ours'));
      await store.queries.deadCode('ours', { entryPoints: { ids: ['a'] } });
      await store.graph.deleteGraph('ours');
      await store.close();
      await database.run('MATCH (n:CodePrismStore) DELETE n');
      expect((await everything(database)).nodes).toEqual(before.nodes);
      await database.run('MATCH (n) DETACH DELETE n');
    });
  });

  async function everything(database: Database): Promise<{ nodes: unknown; schema: unknown }> {
    const nodes =
      'MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties, elementId(n) AS id ORDER BY id';
    return {
      nodes: await database.run(nodes),
      schema: await database.run('SHOW INDEXES YIELD name RETURN name'),
    };
  }
});

describe('when the server goes away while a store is open', () => {
  test('every call fails within the stated time, and works again when it is back', async () => {
    const store = await openNeo4jStore({ ...login(), retrySeconds: 1, connectSeconds: 1 });
    await store.graph.storeGraph(sampleGraph('kept'));
    await server.kill();
    const calls = [
      () => store.graph.loadGraph('kept'),
      () => store.graph.storeGraph(sampleGraph('kept')),
      () => store.graph.deleteNodes('kept', ['a']),
      () => store.queries.summary('kept'),
      () => store.queries.deadCode('kept'),
    ];
    for (const call of calls) {
      const start = performance.now();
      const error = await failure(call(), 'UNAVAILABLE');
      expect(performance.now() - start).toBeLessThan(5_000);
      expect(error).toMatchObject({ retryable: true, backend: 'neo4j', repoId: 'kept' });
      expect(error.message).toContain(server.uri);
    }
    await server.start();
    sameGraph(await store.graph.loadGraph('kept'), sampleGraph('kept'));
    await store.graph.deleteGraph('kept');
    await store.close();
  });
});

describe('a database that is read-only', () => {
  beforeAll(async () => {
    const store = await openNeo4jStore(login());
    await store.graph.storeGraph(sampleGraph('kept'));
    await store.close();
    await server.restart({ readOnly: true });
  });

  test('can be read, and asked everything', async () => {
    const store = await openNeo4jStore(login());
    sameGraph(await store.graph.loadGraph('kept'), sampleGraph('kept'));
    expect(await store.graph.listRepositories()).toEqual(['kept']);
    expect(await store.queries.summary('kept')).toMatchObject({ totalNodes: 3, totalEdges: 4 });
    expect(await store.queries.callers('kept', 'c')).toMatchObject({ total: 1 });
    expect(await store.queries.findNodes('kept', { glob: '*' })).toMatchObject({ total: 3 });
    expect(await store.queries.deadCode('kept', { entryPoints: { ids: ['a'] } })).toMatchObject({ total: 0 });
    for (const { make } of QUERIES) await make(store, 'kept', {});
    await store.close();
  });

  test('refuses writes clearly', async () => {
    const store = await openNeo4jStore(login());
    const calls = [
      () => store.graph.storeGraph(sampleGraph('another')),
      () => store.graph.deleteNodes('kept', ['a']),
      () => store.graph.deleteGraph('kept'),
    ];
    for (const call of calls) {
      const error = await failure(call(), 'UNSUPPORTED');
      expect(error.message).toContain('read-only');
      expect(error.retryable).toBe(false);
    }
    sameGraph(await store.graph.loadGraph('kept'), sampleGraph('kept'));
    await store.close();
  });
});
