import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analysisOf, edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import { graphToJson } from '../../../src/graph/index.ts';
import { openStore } from '../../../src/index.ts';
import { run } from './run.ts';

/**
 * An escape sequence in 7 bits and one in 8, a bell, DEL, a line of its own,
 * and marks that turn the direction of reading.
 */
const HOSTILE = '\u001b[31m\u009b2J\u0007\u007f\r\n\u2028\u202eevil\u2066\u061c';
const FORBIDDEN = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const REPO = `repo${HOSTILE}`;

let folder = '';
let store = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'controls-'));
  store = `file:${join(folder, `store${HOSTILE.replace('/', '')}`)}`;
  const name = `f${HOSTILE}[here](https://example.org)`;
  const file = `src/${HOSTILE}.ts`;
  const kind = `Kind${HOSTILE}`;
  const lines = { startLine: 1, endLine: 3, endByte: 9 };
  await using opened = await openStore(store);
  await opened.graph.storeGraph(
    graphOf(
      REPO,
      [
        node(`a${HOSTILE}`, {
          name,
          file,
          span: lines,
          attributes: { [HOSTILE]: HOSTILE, decorators: HOSTILE },
        }),
        node('b', { name: `g${HOSTILE}`, file: 'b.ts', span: lines }),
        node('k', { name: `k${HOSTILE}`, kind, file, span: lines }),
      ],
      [
        edge(`a${HOSTILE}`, 'CALLS', 'b'),
        edge('b', 'CALLS', `a${HOSTILE}`),
        edge('b', kind, 'k', { line: HOSTILE }),
        edge('b', 'CALLS', `gone${HOSTILE}`),
      ],
    ),
  );
  await opened.analysis.storeAnalysis(
    analysisOf(REPO, `id${HOSTILE}`, { analysisType: `type${HOSTILE}`, data: { [HOSTILE]: HOSTILE } }),
  );
  await writeFile(join(folder, 'ignore'), `none/** # ${HOSTILE.replaceAll(/[\r\n\u2028]/g, '')}\n`);
  await writeFile(
    join(folder, 'again.json'),
    JSON.stringify(graphToJson(graphOf(REPO, [node(HOSTILE), node(HOSTILE)]))),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const A = `a${HOSTILE}`;
const COMMANDS: readonly (readonly string[])[] = [
  ['repos'],
  ['stats', REPO],
  ['find', REPO],
  ['find', REPO, `nobody${HOSTILE}`],
  ['find', REPO, '--file', `no${HOSTILE}`],
  ['at', REPO, 'b.ts:2'],
  ['callers', REPO, 'b'],
  ['callees', REPO, 'b', '--depth', 'all'],
  ['callers', REPO, HOSTILE],
  ['callers', `no${HOSTILE}`, 'b'],
  ['call-graph', REPO, 'b'],
  ['path', REPO, A, 'k', '--kinds', `CALLS,Kind${HOSTILE}`],
  ['impact', REPO, 'b'],
  ['dead-code', REPO, '--entry-id', 'b', '--fail-on', '9'],
  ['dead-code', REPO, '--entry-names', HOSTILE, '--fail-on', '9'],
  ['dead-code', REPO, '--entry-id', 'k', '--group'],
  ['dead-code', REPO, '--entry-id', 'k', '--sarif'],
  ['why-alive', REPO, A, '--entry-id', 'b'],
  ['if-deleted', REPO, 'b', '--entry-id', A],
  ['cycles', REPO],
  ['cycles', REPO, '--by', 'file'],
  ['dependencies', REPO],
  ['hotspots', REPO],
  ['diff', REPO, REPO],
  ['analyses', REPO],
  ['analysis', REPO, `id${HOSTILE}`],
  ['health'],
  ['doctor'],
  ['config'],
  ['query', HOSTILE],
  ['delete', REPO, '--dry-run'],
  ['delete', REPO],
  ['export', `no${HOSTILE}`],
  ...['json', 'ndjson', 'graphml', 'gexf', 'cypher', 'dot'].map((format) => [
    'export',
    REPO,
    '--format',
    format,
  ]),
  ['export', REPO, '--around', 'b', '--format', 'dot'],
  ['export', REPO, '--around', 'b', '--format', 'mermaid'],
  ['nonsense', HOSTILE],
  ['find', REPO, '--ids'],
  ['find', REPO, '--node-kind', HOSTILE],
  ['callers', REPO, 'b', '--edge-kind', HOSTILE],
  ['callers', REPO, `${HOSTILE}.${HOSTILE}`],
  ['callers', REPO, `${HOSTILE}.ts:1`],
  ['dependencies', REPO, '--edges'],
  ['import', HOSTILE.replaceAll('/', '')],
  ['analyze', HOSTILE.replaceAll('/', '')],
  ['ask', 'symbol', `repository=${REPO}`, `name=${HOSTILE}`],
  ['ask', 'trace', `repository=${REPO}`, 'id=b'],
  ['schema', '--print'],
  ['completion', 'bash'],
];

describe('nothing of a graph or of a store’s name moves a cursor or turns the direction of reading', () => {
  test.each(
    COMMANDS.flatMap((args) => [args, ...(args[0] === 'export' ? [] : [[...args, '--json']])]).map(
      (args) => [JSON.stringify(args), args] as const,
    ),
  )('%s', async (_, args) => {
    const { stdout, stderr } = await run([...args, '--store', store], {
      columns: 80,
      env: { NO_COLOR: '1' },
    });
    const shown = (stdout + stderr).replaceAll('\n', '').replaceAll('\u001b[2K', '').replaceAll('\r', '');
    expect(stdout + stderr).not.toBe('');
    expect(FORBIDDEN.exec(shown)?.[0]?.codePointAt(0)?.toString(16)).toBeUndefined();
  });

  test('the script beside the tables for neo4j-admin, whose own texts have to be the very ones', async () => {
    const out = join(folder, 'csv');
    await run(['export', REPO, '--format', 'neo4j-csv', '--out', out, '--store', store]);
    const script = await readFile(join(out, 'import.sh'), 'utf8');
    expect(FORBIDDEN.exec(script.replaceAll('\n', ''))).toBeNull();
  });

  test('import, its losses included', async () => {
    for (const json of [[], ['--json']]) {
      const path = join(folder, 'again.json');
      const { stdout, stderr } = await run(['import', path, '--store', store, '--dry-run', ...json]);
      expect(FORBIDDEN.test((stdout + stderr).replaceAll('\n', ''))).toBe(false);
    }
  });
});

test('--json gives the very values', async () => {
  const { stdout } = await run(['find', REPO, '--id', A, '--json', '--store', store]);
  expect(JSON.parse(stdout).items[0].id).toBe(A);
});

test('messages of SARIF hold no link that a name makes', async () => {
  const { stdout } = await run(['dead-code', REPO, '--entry-id', 'k', '--sarif', '--store', store]);
  const texts = JSON.parse(stdout).runs[0].results.map(
    (result: { message: { text: string } }) => result.message.text,
  );
  expect(texts.join()).toContain('\\[here\\](https://example.org)');
});
