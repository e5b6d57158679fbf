import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { InMemoryTransport } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../../src/backends/memory/index.ts';
import { readGraphFile } from '../../../src/formats/index.ts';
import { CYPHER_TOOL, DEFAULT_BUDGET, TOOLS } from '../../../src/mcp/index.ts';
import { serveHttp } from '../../../src/mcp/serve-http.ts';
import { type McpServerOptions, mcpServer } from '../../../src/mcp/server.ts';
import type { GraphStore } from '../../../src/storage/index.ts';

let store: GraphStore;
let options: McpServerOptions;
const clients: Client[] = [];

beforeAll(async () => {
  store = await openMemoryStore();
  await store.graph.storeGraph(await readGraphFile('examples/graphs/ajv-8.20.0.json.gz'));
  options = { context: { store, running: { timeoutMs: 60_000 } }, tools: TOOLS, version: '0.0.0' };
});

afterAll(async () => {
  for (const client of clients) await client.close();
  await store.close();
});

async function connected(mode: 'legacy' | { pin: string }, of: McpServerOptions = options): Promise<Client> {
  const [near, far] = InMemoryTransport.createLinkedPair();
  serveStdio(() => mcpServer(of), { transport: far });
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(near);
  clients.push(client);
  return client;
}

async function asked(
  client: Client,
  name: string,
  input: Record<string, unknown>,
): Promise<[string, boolean]> {
  const { content, isError } = await client.callTool({ name, arguments: input });
  const [part] = content;
  return [part?.type === 'text' ? part.text : '', isError === true];
}

describe.each([
  ['of 2025', 'legacy' as const],
  ['of 2026-07-28', { pin: '2026-07-28' }],
])('a client %s', (_, mode) => {
  test('sees the tools in their fixed order, each with all four annotations', async () => {
    const { tools } = await (await connected(mode)).listTools();
    expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
    for (const { annotations, inputSchema } of tools) {
      expect(annotations).toMatchObject({
        readOnlyHint: true,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      });
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
    }
  });

  test('gets the library’s answers as text', async () => {
    const client = await connected(mode);
    const callers = await store.queries.callers('ajv', 'checkStrictMode', { limit: 50 });
    const [text] = await asked(client, 'trace', { name: 'checkStrictMode' });
    expect(text).toContain(`${callers.total} callers within 1 step`);
    for (const { name, file, span } of callers.items)
      expect(text).toMatch(new RegExp(`^1 ${name} .*${file}:${span.startLine}$`, 'm'));
    const dead = await store.queries.deadCode('ajv', { minConfidence: 0.9, limit: 1 });
    expect((await asked(client, 'dead_code', {}))[0]).toContain(`${dead.total} dead`);
  });

  test('reads resources and prompts', async () => {
    const client = await connected(mode);
    const { contents } = await client.readResource({ uri: 'codeprism://repository/ajv/summary' });
    expect(contents[0]).toMatchObject({ text: expect.stringContaining('4422 nodes') });
    const { messages } = await client.getPrompt({ name: 'review_diff', arguments: { diff: '+++ b/x.ts' } });
    expect(JSON.stringify(messages)).toContain('+++ b/x.ts');
  });

  test('reads the report, as a page and as what a host of MCP Apps shows beside its tool', async () => {
    const client = await connected(mode);
    const { tools } = await client.listTools();
    const uri = 'ui://codeprism-neo4j/report';
    expect(tools.find(({ name }) => name === 'report')?._meta).toEqual({ ui: { resourceUri: uri } });
    for (const [address, mimeType] of [
      ['codeprism://repository/ajv/report', 'text/html'],
      [uri, 'text/html;profile=mcp-app'],
    ] as const) {
      const { contents } = await client.readResource({ uri: address });
      const text = expect.stringContaining('<dt>Symbols</dt><dd>4,422</dd>');
      expect(contents).toEqual([expect.objectContaining({ uri: address, mimeType, text })]);
    }
  });
});

test('pages joined are the whole list, each item once', async () => {
  const client = await connected('legacy');
  const lines: string[] = [];
  let cursor: string | undefined;
  do {
    const [text] = await asked(client, 'find_symbols', {
      kind: 'Class',
      limit: 40,
      ...(cursor && { cursor }),
    });
    lines.push(...text.split('\n').filter((line) => / Class /.test(line)));
    cursor = /cursor "(.+)"/.exec(text)?.[1];
  } while (cursor !== undefined && lines.length < 1_000);
  const whole = await store.queries.findNodes('ajv', { kind: 'Class' }, { limit: 1_000 });
  expect(lines).toHaveLength(whole.total);
});

test('no default answer about ajv is longer than about 2,000 tokens', async () => {
  const client = await connected('legacy');
  const inputs: Record<string, Record<string, unknown>> = {
    find_symbols: {},
    symbol: { name: 'compileSchema' },
    trace: { name: 'checkStrictMode', depth: 1_000 },
    path: { from: { name: 'compileSchema' }, to: { name: 'checkStrictMode' } },
    impact: { files: ['lib/core.ts'] },
    dead_code: { min_confidence: 0 },
    why_alive: { name: 'compileSchema', if_deleted: true },
    structure: {},
    repositories: {},
    report: {},
  };
  for (const { name } of TOOLS) {
    const [text, isError] = await asked(client, name, inputs[name] ?? {});
    expect([name, isError]).toEqual([name, false]);
    expect(text.length).toBeLessThanOrEqual(DEFAULT_BUDGET);
  }
});

test('a wrong call is an answer that an agent can act on', async () => {
  const client = await connected('legacy');
  const [ambiguous, isError] = await asked(client, 'symbol', { name: 'add' });
  expect(isError).toBe(true);
  expect(ambiguous).toMatch(
    /^AMBIGUOUS: 2 nodes.*\n {2}add Method lib\/compile\/codegen\/index\.ts:539 id "/,
  );
  expect(ambiguous).toContain('ask again with "file"');
  expect((await asked(client, 'symbol', { name: 'compilSchema' }))[0]).toContain('compileSchema');
  expect((await asked(client, 'trace', { nam: 'x' }))[0]).toContain('nam');
  expect((await asked(client, 'trace', { repository: 'avj', name: 'x' }))[0]).toContain('ajv');
});

test('a repository that changes between two pages is said, not mixed', async () => {
  const own = await openMemoryStore();
  await own.graph.storeGraph(await readGraphFile('examples/graphs/ajv-8.20.0.json.gz'));
  const [node] = (await own.queries.findNodes('ajv', {}, { limit: 1 })).items;
  const client = await connected('legacy', { ...options, context: { store: own, running: {} } });
  const [first] = await asked(client, 'find_symbols', { limit: 5 });
  const cursor = /cursor "(.+)"/.exec(first)?.[1];
  await own.graph.deleteNodes('ajv', [node?.id ?? '']);
  expect(await asked(client, 'find_symbols', { limit: 5, cursor })).toEqual([
    expect.stringContaining('CONFLICT'),
    true,
  ]);
  await own.graph.deleteGraph('ajv');
  expect(await asked(client, 'find_symbols', { limit: 5, cursor })).toEqual([
    expect.stringContaining('NOT_FOUND'),
    true,
  ]);
  await own.close();
});

test('a store without a query language says so when it is asked in Cypher', async () => {
  const client = await connected('legacy', { ...options, tools: [...TOOLS, CYPHER_TOOL] });
  expect(await asked(client, 'cypher', { statement: 'RETURN 1' })).toEqual([
    expect.stringContaining('UNSUPPORTED'),
    true,
  ]);
});

describe('over HTTP', () => {
  test('answers who knows the token, and no one else', async () => {
    const server = await serveHttp(options, { port: 0, token: 'a-token' });
    try {
      expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
      const transport = new StreamableHTTPClientTransport(new URL(server.url), {
        requestInit: { headers: { authorization: 'Bearer a-token' } },
      });
      const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } });
      await client.connect(transport);
      expect((await client.listTools()).tools).toHaveLength(TOOLS.length);
      await client.close();
      const post = (headers: Record<string, string>) =>
        fetch(server.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: '{}',
        });
      expect((await post({})).status).toBe(401);
      expect((await post({ authorization: 'Bearer another' })).status).toBe(401);
      expect((await post({ authorization: 'Bearer a-token', origin: 'https://example.org' })).status).toBe(
        403,
      );
      expect(
        (await fetch(new URL('/', server.url), { headers: { authorization: 'Bearer a-token' } })).status,
      ).toBe(404);
    } finally {
      await server.close();
    }
  });
});
