import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import neo4j, { type Record } from 'neo4j-driver';
import { describe, expect, inject, test } from 'vitest';
import { startTestServer } from '../server/index.ts';
import { releaseOf, sameLine } from '../server/neo4j-version.ts';
import { serverVersion } from '../server/probe.ts';

const shared = inject('neo4j');

describe('the server that tests run against', () => {
  test('answers', async () => {
    const driver = neo4j.driver(shared.uri, neo4j.auth.basic(shared.username, shared.password));
    const { records } = await driver.executeQuery('RETURN 1 AS one', {}, { database: shared.database });
    await driver.close();
    expect(records[0]?.get('one').toNumber()).toBe(1);
  });

  test('is of the version it was said to be, and of the line that was asked for', async () => {
    expect(await serverVersion(shared)).toBe(shared.version);
    const wanted = process.env.NEO4J_TEST_VERSION;
    if (wanted) expect(sameLine(wanted, shared.version)).toBe(true);
    if (wanted && shared.source === 'local') expect(shared.version).toBe(releaseOf(wanted).version);
  });

  test('refuses a wrong password', async () => {
    const refused = serverVersion({ ...shared, password: `${shared.password}, but wrong` });
    await expect(refused).rejects.toMatchObject({ code: 'Neo.ClientError.Security.Unauthorized' });
  });

  test('cannot be reached from the network', async ({ skip }) => {
    skip(shared.source === 'given', 'the server was started by somebody else');
    const port = Number(new URL(shared.uri).port);
    expect(await accepts('127.0.0.1', port)).toBe(true);
    for (const address of networkAddresses()) expect(await accepts(address, port)).toBe(false);
  });
});

describe('a local server', () => {
  test('keeps data and ports when killed and started again, and leaves no process and no folder', async () => {
    const server = await startTestServer();
    const { uri, password } = server;
    const first = server.pid ?? 0;
    expect(isRunning(first)).toBe(true);
    await write(server);

    await server.kill();
    expect(isRunning(first)).toBe(false);
    await server.start();
    expect(server.uri).toBe(uri);
    expect(await count(server)).toBe(1);

    const second = server.pid ?? 0;
    await server.stop();
    await server.stop();
    expect(isRunning(second)).toBe(false);
    expect(existsSync(server.folder)).toBe(false);
    await expect(serverVersion({ uri, password, username: 'neo4j', database: 'neo4j' })).rejects.toThrow();
  });
});

type Server = Awaited<ReturnType<typeof startTestServer>>;

async function write(server: Server): Promise<void> {
  await query(server, 'CREATE (:ServerTest)');
}

async function count(server: Server): Promise<number> {
  return (await query(server, 'MATCH (n:ServerTest) RETURN toFloat(count(n)) AS n'))[0]?.get('n') as number;
}

async function query(server: Server, cypher: string): Promise<Record[]> {
  const driver = neo4j.driver(server.uri, neo4j.auth.basic(server.username, server.password));
  try {
    return (await driver.executeQuery(cypher, {}, { database: server.database })).records;
  } finally {
    await driver.close();
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function networkAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.filter(({ internal, scopeid }) => !internal && !scopeid).map(({ address }) => address);
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
