import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorJson, errorText } from '../../../src/cli/output/errors.ts';
import { Output } from '../../../src/cli/output/output.ts';
import { displayWidth } from '../../../src/cli/output/width.ts';
import type { Terminal } from '../../../src/cli/terminal.ts';
import { StorageError } from '../../../src/errors/index.ts';
import { run } from './run.ts';
import { sampleJson } from './sample.ts';

let folder = '';
let store = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-errors-'));
  store = `file:${join(folder, 'store')}`;
  for (const repoId of ['one', 'two']) {
    await writeFile(join(folder, `${repoId}.json`), sampleJson(repoId));
    expect((await run(['import', join(folder, `${repoId}.json`), '--store', store])).code).toBe(0);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('wrong usage ends with 2', () => {
  test.each([
    [[], /Usage: codeprism-neo4j/],
    [['what'], /unknown command 'what'/],
    [['find', '--limmit', '3'], /unknown option '--limmit'\s+\(Did you mean --limit/],
    [['find', '--limit', 'x'], /whole number/],
    [['find', '--limit=-1'], /whole number/],
    [['callers', 'one', 'save', '--depth', '0'], /at least 1, or all/],
    [['callers'], /missing required argument 'NODE'/],
    [['import'], /missing required argument 'FILE'/],
    [['dead-code', '--entry', 'all'], /application, library/],
    [['stats', 'one', 'two'], /too many arguments/],
    [['stats'], /2 repositories are stored: "one", "two"\. Name the one/],
    [['stats', '--store', 'what://x'], /unknown scheme "what"/],
    [['stats', '--database', 'x'], /for Neo4j only/],
  ] as const)('%j', async (args, message) => {
    const { code, stdout, stderr } = await run([...args], { env: { CODEPRISM_STORE: store } });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  test.each([
    ['--password', 's3cr3t'],
    ['--password=s3cr3t'],
    ['--pass=s3cr3t'],
    ['--store', 'bolt://u:s3cr3t/@h'],
  ])('a password in %s is refused and not repeated', async (...args) => {
    for (const extra of [[], ['--verbose'], ['--json']]) {
      const { code, stderr } = await run(['repos', ...args, ...extra]);
      expect(code).toBe(2);
      expect(stderr).not.toContain('s3cr3t');
    }
  });

  test('as JSON where that is asked for', async () => {
    expect(JSON.parse((await run(['find', '--json', '--what'])).stderr)).toMatchObject({
      error: { code: 'USAGE', message: expect.stringContaining('--what') },
    });
  });
});

describe('failures end with 1 and say where and what to do', () => {
  const cli = (...args: string[]) => run([...args, '--store', store]);

  test('an ambiguous name shows its candidates and how to narrow', async () => {
    const { code, stderr } = await cli('callers', 'one', 'save');
    expect(code).toBe(1);
    expect(stderr).toBe(
      [
        'error AMBIGUOUS: 2 nodes are named "save".',
        `  in callers, repository "one", ${store}`,
        '',
        'KIND      FILE:LINE',
        'Method    src/memory.ts:5',
        'Function  src/store.ts:3',
        '',
        'Narrow it with --file and --node-kind, or give FILE:LINE or an id instead of the name. For the one at src/memory.ts:5: --file src/memory.ts',
        '',
      ].join('\n'),
    );
    expect((await cli('callers', 'one', 'save', '--node-kind', 'Method')).code).toBe(0);
    expect((await cli('callers', 'one', 'save', '--file', 'src/memory.ts')).code).toBe(0);
    expect((await cli('callers', 'one', 'src/memory.ts#Method:save')).code).toBe(0);
  });

  test('the candidates fit the terminal', async () => {
    const { stderr } = await run(['callers', 'one', 'save', '--store', store], { columns: 40 });
    const candidates = stderr.split('\n').filter((line) => line.includes('src/') && line.includes('  '));
    expect(candidates.length).toBeGreaterThan(1);
    for (const line of candidates.slice(1, 3)) expect(displayWidth(line)).toBeLessThanOrEqual(40);
  });

  test('an unknown node shows near names, an unknown repository too', async () => {
    const node = await cli('callers', 'one', 'strat');
    expect(node).toMatchObject({ code: 1, stdout: '' });
    expect(node.stderr).toMatch(/NOT_FOUND.*"strat".*"start"/);
    for (const command of ['stats', 'export', 'dead-code']) {
      const repository = await cli(command, 'ones');
      expect(repository.code).toBe(1);
      expect(repository.stderr).toMatch(/NOT_FOUND.*"ones".*"one"/);
    }
  });

  test('an empty store says how to fill it', async () => {
    const { code, stderr } = await run(['stats', '--store', 'memory:']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/NOT_FOUND: No repository is stored in memory:.*import FILE/);
  });

  test.each([
    ['rubbish', 'just some text', /CORRUPT/],
    ['no-graph', '{}', /INVALID_GRAPH.*repo_id/],
    ['empty', '', /CORRUPT.*empty/],
  ])('a file of %s', async (name, content, message) => {
    const path = join(folder, name);
    await writeFile(path, content);
    const { code, stderr } = await cli('import', path);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).toContain(name);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test('as JSON', async () => {
    const { code, stdout, stderr } = await cli('callers', 'one', 'save', '--json');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(JSON.parse(stderr)).toMatchObject({
      error: {
        code: 'AMBIGUOUS',
        operation: 'callers',
        backend: 'file',
        repoId: 'one',
        retryable: false,
        context: { total: 2, candidates: [{ name: 'save', kind: 'Method' }, { name: 'save' }] },
      },
    });
  });

  test('an aborted signal ends with 130 and changes nothing', async () => {
    const signal = AbortSignal.abort();
    const { code, stderr } = await run(['delete', 'one', '--yes', '--store', store], { signal });
    expect({ code, stderr }).toMatchObject({ code: 130, stderr: expect.stringContaining('ABORTED') });
    expect((await cli('stats', 'one')).code).toBe(0);
  });
});

describe('rendering', () => {
  const cause = new Error('connect bolt://me:s3cr3t@host failed\n\u001b[31mred', {
    cause: 'neo4j+s://me:s3c/r3t@host',
  });
  const error = new StorageError('UNAVAILABLE', 'No server answers at bolt://me:s3cr3t@host.', {
    retryable: true,
    operation: 'summary',
    context: { uri: 'bolt://me:s3cr3t@host', depth: Number.POSITIVE_INFINITY, big: 1n },
    cause,
  });
  const output = new Output({ stdin: {}, stdout: {}, stderr: {}, env: {} } as unknown as Terminal, {});

  test('causes on request, no secrets, no stack, nothing that moves the cursor', () => {
    const details = { store: 'bolt://host', verbose: true };
    expect(errorText(error, output, { ...details, verbose: false })).not.toContain('caused by');
    const text = errorText(error, output, details);
    expect(text).toContain('caused by Error: connect bolt://***@host failed\n\\u001b[31mred');
    expect(text).toContain('caused by neo4j+s://***@host');
    for (const rendered of [text, errorJson(error, true)]) {
      expect(rendered).not.toMatch(/s3c\/?r3t/);
      expect(rendered).not.toContain('errors.test.ts');
    }
    expect(JSON.parse(errorJson(error, true))).toMatchObject({
      error: { context: { depth: 'Infinity', big: '1' }, causes: [expect.any(String), expect.any(String)] },
    });
  });

  test.each([
    'neo4j://[user:password@]host[:port][/database]',
    'neo4j+s://[user:password@]host',
    'redis://[user:password@]host[:port][/database]',
  ])('its own advice stays whole: %s', (advice) => {
    const wrong = new StorageError('CONFIG_INVALID', `Write ${advice}, not bolt://me:pass]word@host.`);
    const details = { store: undefined, verbose: false };
    for (const rendered of [errorText(wrong, output, details), errorJson(wrong, false)]) {
      expect(rendered).toContain(`Write ${advice}, not bolt://***@host.`);
    }
  });

  test('colours on a terminal, unless NO_COLOR', async () => {
    const coloured = await run(['stats', '--store', 'memory:'], { columns: 80 });
    expect(coloured.stderr).toContain('\u001b[31m');
    const plain = await run(['stats', '--store', 'memory:'], { columns: 80, env: { NO_COLOR: '1' } });
    expect(plain.stderr).not.toContain('\u001b[3');
  });
});

describe('help', () => {
  const commands = [
    'import',
    'export',
    'repos',
    'stats',
    'find',
    'callers',
    'callees',
    'dead-code',
    'delete',
    'demo',
  ];
  test.each(commands)('%s --help has an example', async (command) => {
    const { code, stdout, stderr } = await run([command, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`Examples?:\n +codeprism-neo4j ${command}`));
    expect(stdout).toContain('--store <URL>');
  });

  test('--version', async () => {
    expect(await run(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});
