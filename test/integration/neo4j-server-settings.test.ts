import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Neo4jOptions, openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import type { GraphStore } from '../../src/storage/index.ts';
import { type LocalServer, startTestServer } from '../server/index.ts';
import { failure } from './support/failures.ts';

/**
 * A server that wants TLS, with a certificate that nobody trusts, and lets transactions last some seconds.
 */
let server: LocalServer;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codeprism-tls-'));
  const [key, certificate] = [join(folder, 'private.key'), join(folder, 'public.crt')];
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'],
    ...['-keyout', key, '-out', certificate],
  ]);
  server = await startTestServer({
    scheme: 'bolt+ssc',
    conf: {
      'server.bolt.tls_level': 'REQUIRED',
      'dbms.ssl.policy.bolt.enabled': 'true',
      'dbms.ssl.policy.bolt.base_directory': folder,
      'dbms.ssl.policy.bolt.private_key': 'private.key',
      'dbms.ssl.policy.bolt.public_certificate': 'public.crt',
      'dbms.ssl.policy.bolt.client_auth': 'NONE',
      'db.transaction.timeout': '8s',
    },
  });
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const open = (options: Partial<Neo4jOptions> = {}): Promise<GraphStore> => {
  const { uri, username, password } = server;
  return openNeo4jStore({ uri, username, password, ...options });
};

describe('a server that wants TLS', () => {
  test.each(['bolt', 'neo4j'])('is not said to be away where %s:// comes without it', async (scheme) => {
    const uri = server.uri.replace('bolt+ssc', scheme);
    const error = await failure(open({ uri }), 'CONFIG_INVALID');
    expect(error.message).toMatch(/TLS.*\+s/);
    expect(error.message).not.toContain('Start it');
    expect(error.retryable).toBe(false);
  });

  test.each(['bolt+s', 'neo4j+s'])(
    'with a certificate of its own is refused by %s://, which says so',
    async (scheme) => {
      const uri = server.uri.replace('bolt+ssc', scheme);
      const error = await failure(open({ uri }), 'CONFIG_INVALID');
      expect(error.message).toMatch(/certificate that is not trusted.*\+ssc/);
    },
  );
});

describe('a server that ends long transactions', () => {
  test('is named, with its setting, where a question takes longer', async () => {
    await using store = await open();
    const endless = 'UNWIND range(1, 1000000000) AS n WITH sum(n % 7) AS s RETURN s';
    const error = await failure(store.queries.query(endless), 'TIMEOUT');
    expect(error.message).toContain('db.transaction.timeout');
  });
});
