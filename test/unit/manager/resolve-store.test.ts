import { describe, expect, test } from 'vitest';
import { describeStore, resolveStore, type StoreSettings } from '../../../src/manager/resolve-store.ts';

type Row = readonly [title: string, settings: StoreSettings, expected: object];

const SERVER = { NEO4J_URI: 'bolt://env-host:7687' };
const ALL = {
  ...SERVER,
  NEO4J_USERNAME: 'env-user',
  NEO4J_PASSWORD: 'env-password',
  NEO4J_DATABASE: 'env-db',
};
const CREDENTIALS = { username: 'env-user', password: 'env-password', database: 'env-db' };

const resolved: readonly Row[] = [
  ['the embedded default', { hasSqlite: true }, { kind: 'sqlite', file: '.codeprism/graph.db' }],
  ['the embedded default without SQLite', {}, { kind: 'file', directory: '.codeprism/graphs' }],
  ['an SQLite file', { url: 'sqlite:some/graph.db' }, { kind: 'sqlite', file: 'some/graph.db' }],
  ['an absolute SQLite file', { url: 'sqlite:///a/b%20c' }, { kind: 'sqlite', file: '/a/b c' }],
  ['memory', { url: 'memory:' }, { kind: 'memory' }],
  ['a relative folder', { url: 'file:some/dir' }, { kind: 'file', directory: 'some/dir' }],
  ['a folder is taken literally', { url: 'file:./a b%20c' }, { kind: 'file', directory: './a b%20c' }],
  ['an absolute folder', { url: 'file:/abs/dir' }, { kind: 'file', directory: '/abs/dir' }],
  ['an absolute file URL', { url: 'file:///abs/a%20b' }, { kind: 'file', directory: '/abs/a b' }],
  ['a drive in a file URL', { url: 'file:///C:/graphs' }, { kind: 'file', directory: 'C:/graphs' }],
  [
    'a home folder',
    { url: 'file:~/g', env: { HOME: '/home/me' } },
    { kind: 'file', directory: '/home/me/g' },
  ],
  ['a scheme in capitals', { url: 'FILE:dir' }, { kind: 'file', directory: 'dir' }],
  ['a server', { url: 'neo4j://host' }, { kind: 'neo4j', uri: 'neo4j://host' }],
  ['a server with TLS', { url: 'neo4j+s://h:1' }, { kind: 'neo4j', uri: 'neo4j+s://h:1' }],
  ['a self-signed server', { url: 'bolt+ssc://h:1/' }, { kind: 'neo4j', uri: 'bolt+ssc://h:1' }],
  ['an IPv6 server', { url: 'bolt://[::1]:7687' }, { kind: 'neo4j', uri: 'bolt://[::1]:7687' }],
  [
    'a routing context',
    { url: 'neo4j://host:7687/db?policy=eu' },
    { kind: 'neo4j', uri: 'neo4j://host:7687?policy=eu', database: 'db' },
  ],
  [
    'everything in the URL',
    { url: 'bolt+s://u:p%40%2F%3A@host:7687/db' },
    { kind: 'neo4j', uri: 'bolt+s://host:7687', username: 'u', password: 'p@/:', database: 'db' },
  ],
  [
    'the URL before the environment',
    { url: 'bolt://u:p@host/db', env: ALL },
    { kind: 'neo4j', uri: 'bolt://host', username: 'u', password: 'p', database: 'db' },
  ],
  [
    'an option before the URL',
    { url: 'bolt://u:p@host/db', username: 'o', password: 'q', database: 'e', env: ALL },
    { kind: 'neo4j', uri: 'bolt://host', username: 'o', password: 'q', database: 'e' },
  ],
  [
    'the environment completes the URL',
    { url: 'bolt://host', env: ALL },
    { kind: 'neo4j', uri: 'bolt://host', ...CREDENTIALS },
  ],
  ['the environment alone', { env: ALL }, { kind: 'neo4j', uri: 'bolt://env-host:7687', ...CREDENTIALS }],
  [
    'CODEPRISM_STORE before NEO4J_URI',
    { env: { CODEPRISM_STORE: 'bolt://store-host', ...ALL } },
    { kind: 'neo4j', uri: 'bolt://store-host', ...CREDENTIALS },
  ],
  [
    'CODEPRISM_STORE may be embedded',
    { env: { CODEPRISM_STORE: 'file:graphs', ...ALL } },
    { kind: 'file', directory: 'graphs' },
  ],
  [
    'empty variables are absent',
    { env: { CODEPRISM_STORE: '', NEO4J_URI: '' } },
    { kind: 'file', directory: '.codeprism/graphs' },
  ],
  [
    "a password alone is that of Neo4j's first user",
    { url: 'bolt://host', password: 'p' },
    { kind: 'neo4j', uri: 'bolt://host', username: 'neo4j', password: 'p' },
  ],
  ['Neo4j variables do not touch an embedded store', { url: 'memory:', env: ALL }, { kind: 'memory' }],
];

describe('resolveStore', () => {
  test.each(resolved)('%s', (_, settings, expected) => {
    expect(resolveStore(settings)).toEqual(expected);
  });

  const refused: readonly (readonly [url: string, message: RegExp])[] = [
    ['', /is empty.*memory:/],
    ['graphs', /no scheme.*file:graphs/],
    ['C:\\graphs', /no scheme.*file:C/],
    ['localhost:7687', /unknown scheme "localhost".*bolt:\/\/localhost:7687/],
    ['postgres://host', /unknown scheme "postgres".*memory:.*file:DIR.*neo4j:\/\//],
    ['neo4js://host', /Did you mean neo4j/],
    ['memory:x', /something behind memory:/],
    ['file:', /names no folder/],
    ['file://host/dir', /file:\/\/\/DIR/],
    ['sqlite:', /names no file.*sqlite:FILE/],
    ['sqlite://host/x.db', /sqlite:\/\/\/FILE/],
    ['file:///%zz', /percent encoding/],
    ['file:~/x', /whole path/],
    ['bolt:', /no complete Neo4j address/],
    ['bolt:host:7687', /no complete Neo4j address/],
    ['neo4j://', /no complete Neo4j address/],
    ['neo4j://host:99999', /no complete Neo4j address/],
    ['neo4j://host/a/b', /more than one database/],
    ['bolt://host?policy=eu', /parameters/],
  ];
  test.each(refused)('refuses %j', (url, message) => {
    expect(() => resolveStore({ url })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringMatching(message) }),
    );
  });

  test('says which variable is wrong', () => {
    expect(() => resolveStore({ env: { CODEPRISM_STORE: 'what://x' } })).toThrow(
      /^The store URL in CODEPRISM_STORE has/,
    );
    expect(() => resolveStore({ env: { NEO4J_URI: 'http://x:7474' } })).toThrow(
      /^The store URL in NEO4J_URI is the address of a page.*bolt:\/\/x:7687/,
    );
    expect(() => resolveStore({ env: { NEO4J_URI: 'file:x' } })).toThrow(
      /^The store URL in NEO4J_URI names no Neo4j server/,
    );
  });

  test.each(['username', 'password', 'database'] as const)(
    '%s has no effect on a folder, so it is refused',
    (option) => {
      expect(() => resolveStore({ url: 'file:x', [option]: 'y' })).toThrow(new RegExp(`Option ${option}`));
    },
  );
});

describe('secrets', () => {
  const SECRET = 's3cr3t';
  const hostile = [
    `neo4j://user:${SECRET}@`,
    `neo4j://user:${SECRET}/x@host`,
    `neo4j://user:12/${SECRET}@host`,
    `neo4j://user:12#${SECRET}@host`,
    `neo4j://user:12?${SECRET}@host`,
    `neo4j://user:${SECRET}#@host`,
    `neo4j://user:${SECRET}@host/a/b`,
    `neo4j://user:${SECRET}@host:99999`,
    `neo4j://user:${SECRET}%zz@host`,
    `neo4j://host?password=${SECRET}`,
    `bolt:user:${SECRET}@host`,
    `user:${SECRET}@host:7687`,
    `${SECRET}@host`,
    `http://user:${SECRET}@host`,
    `neo4j//user:${SECRET}@host`,
  ];
  test.each(hostile)('no error repeats the password of %s', (url) => {
    let thrown: unknown;
    try {
      resolveStore({ url });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: 'CONFIG_INVALID' });
    const { message, stack, context, cause } = thrown as Error & { context: unknown };
    expect(JSON.stringify({ message, stack, context, cause })).not.toContain(SECRET);
  });

  test('describeStore leaves them out', () => {
    const store = resolveStore({ url: `neo4j://me:${SECRET}@host:7687/db?token2=${SECRET}` });
    expect(describeStore(store)).toBe('neo4j://host:7687/db as me');
    expect(describeStore(resolveStore({ url: 'memory:' }))).toBe('memory:');
    expect(describeStore(resolveStore({ url: 'file:a/b' }))).toBe('file:a/b');
    expect(describeStore(resolveStore({ url: 'sqlite:a/b' }))).toBe('sqlite:a/b');
  });
});
