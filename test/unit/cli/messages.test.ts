import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import { graphToJson } from '../../../src/graph/index.ts';
import { run } from './run.ts';
import { sampleJson } from './sample.ts';

let folder = '';
let store = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'messages-'));
  store = `file:${join(folder, 'store')}`;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const cli = (...args: string[]) => run([...args, '--store', store]);

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('a Mermaid diagram of a whole graph', () => {
  test('is written where the graph is small', async () => {
    await cli('import', await file('one.json', sampleJson('one')));
    const { code, stdout } = await cli('export', 'one', '--format', 'mermaid');
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => line.includes('["'))).toHaveLength(5);
    expect(stdout).toContain('-->');
  });

  test('is refused with the graph’s own size where it is large', async () => {
    const nodes = Array.from({ length: 201 }, (_, index) => node(`n${index}`));
    await cli('import', await file('big.json', JSON.stringify(graphToJson(graphOf('big', nodes)))));
    const { code, stderr } = await cli('export', 'big', '--format', 'mermaid');
    expect(code).toBe(1);
    expect(stderr).toContain('"big" has 201 nodes');
    expect(stderr).toContain('--around');
  });
});

test('an output whose folder is missing names the folder', async () => {
  await cli('import', await file('one.json', sampleJson('one')));
  const { code, stderr } = await cli('export', 'one', '--out', join(folder, 'missing', 'a.json'));
  expect(code).toBe(1);
  expect(stderr).toContain(
    `The folder ${JSON.stringify(join(folder, 'missing'))} for "a.json" does not exist`,
  );
});

describe('a byte order mark', () => {
  const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(sampleJson('one'))]);

  test.each([
    ['JSON', marked],
    ['gzipped JSON', gzipSync(marked)],
  ])('before %s is passed over', async (_, content) => {
    expect(await cli('import', await file('one', content))).toMatchObject({ code: 0 });
  });

  test('before NDJSON is passed over', async () => {
    await cli('import', await file('one.json', sampleJson('one')));
    const path = join(folder, 'one.ndjson');
    await cli('export', 'one', '--out', path);
    await writeFile(path, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), await readFile(path)]));
    expect(await cli('import', path, '--repo', 'two')).toMatchObject({ code: 0 });
  });

  test.each([
    ['little', Buffer.from(`\uFEFF${sampleJson('one')}`, 'utf16le')],
    ['big', Buffer.from(`\uFEFF${sampleJson('one')}`, 'utf16le').swap16()],
    ['no', Buffer.from(sampleJson('one'), 'utf16le')],
  ])('of UTF-16 (%s endian mark) is named', async (_, content) => {
    const { code, stderr } = await cli('import', await file('one', content));
    expect(code).toBe(1);
    expect(stderr).toContain('is UTF-16 text, not UTF-8');
  });
});

test('an import of several files takes a line for each and sums them up', async () => {
  const paths = [];
  for (const repo of ['one', 'two', 'three']) paths.push(await file(`${repo}.json`, sampleJson(repo)));
  const { stdout } = await cli('import', ...paths);
  const lines = stdout.trim().split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toBe(`one from ${paths[0]}: 5 nodes, 4 edges, 1 dangling`);
  expect(lines[3]).toMatch(/^Imported 3 files into 3 repositories: 15 nodes, 12 edges \(/);
});

test('cycles show every member, those that the example passes by as well', async () => {
  const edges = ['a>b', 'b>a', 'b>c', 'c>b', 'c>d', 'd>a'].map((arrow) => {
    const [source = '', target = ''] = arrow.split('>');
    return edge(source, 'CALLS', target);
  });
  const graph = graphOf(
    'ring',
    ['a', 'b', 'c', 'd'].map((id) => node(id)),
    edges,
  );
  await cli('import', await file('ring.json', JSON.stringify(graphToJson(graph))));
  const { stdout } = await cli('cycles', 'ring');
  expect(stdout).toMatch(
    /4 +a \(src\/a\.ts:0\) -> b \(src\/a\.ts:0\) -> a; also c \(src\/a\.ts:0\), d \(src\/a\.ts:0\)/,
  );
});

describe('a named pipe', () => {
  const pipe = (): string => {
    const path = join(folder, 'pipe');
    spawnSync('mkfifo', [path]);
    return path;
  };

  test('that nobody writes to is waited for until the user stops', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    const { code } = await run(['import', pipe(), '--store', store], { signal: stop.signal });
    expect(code).toBe(130);
  });

  test('is read when somebody writes', async () => {
    const path = pipe();
    const source = await file('one.json', sampleJson('one'));
    const reading = cli('import', path);
    spawn('sh', ['-c', `sleep 0.1; cat '${source}' > '${path}'`]);
    expect((await reading).code).toBe(0);
  });
});
