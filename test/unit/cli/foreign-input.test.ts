import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from './run.ts';
import { sampleJson } from './sample.ts';

let folder = '';
let store = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foreign-'));
  store = `file:${join(folder, 'store')}`;
  await writeFile(join(folder, 'one.json'), sampleJson('one'));
  expect((await cli('import', join(folder, 'one.json'))).code).toBe(0);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const cli = (...args: string[]) => run([...args, '--store', store]);

async function refused(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  return stderr.replaceAll(`${folder}/`, '').replaceAll(folder, 'HERE');
}

describe('import recognises what is no graph, and says what to do instead', () => {
  test.each(['graphml', 'gexf', 'dot', 'mmd', 'cypher', 'graphml.gz'])(
    'what export wrote as %s',
    async (ending) => {
      const path = join(folder, `one.${ending}`);
      expect((await cli('export', 'one', '--out', path)).code).toBe(0);
      expect(await refused('import', path)).toMatch(
        /"one\.\w+(\.gz)?" is .*Export the graph again as \.json/,
      );
    },
  );

  test.each([
    ['package.json', '{ "name": "x", "version": "1.0.0" }', /describes a project.* analyze HERE/],
    ['main.ts', 'export const a = 1;\n', /is source code \(\.ts\).* analyze HERE/],
    ['main.py', 'print(1)\n', /is source code \(\.py\)/],
    ['graph.zip', zipSync({ 'graph.json': strToU8('{}') }), /is a zip archive\. Unpack it/],
    ['graph.db', `SQLite format 3\0${'\0'.repeat(100)}`, /is an SQLite database.* --store sqlite:graph\.db/],
    ['notes.txt.gz', gzipSync('digraph { a -> b }'), /is DOT/],
  ])('%s', async (name, content, message) => {
    await writeFile(join(folder, name), content);
    expect(await refused('import', join(folder, name))).toMatch(message);
  });

  test('a backup', async () => {
    expect((await cli('backup', join(folder, 'all.backup'))).code).toBe(0);
    expect(await refused('import', join(folder, 'all.backup'))).toMatch(/is a backup.* restore all\.backup/);
  });

  test('a folder of sources, and one of stored graphs', async () => {
    await mkdir(join(folder, 'src'), { recursive: true });
    expect(await refused('import', join(folder, 'src'))).toMatch(/is a folder.* analyze src/);
    expect(await refused('import', join(folder, 'store'))).toMatch(
      /is a folder of stored graphs.* copy file:store STORE/,
    );
  });
});

describe('analyze', () => {
  test.each([
    ['index.scip', / import index\.scip/],
    ['one.json', / import one\.json/],
    ['package.json', /analyze takes a folder: .* analyze HERE/],
    ['main.ts', /analyze takes a folder/],
  ])('says what to do with the file %s', async (name, message) => {
    await writeFile(join(folder, name), '', { flag: 'a' });
    expect(await refused('analyze', join(folder, name))).toMatch(message);
  });
});

describe('a store', () => {
  test('that is the address of a page suggests that of Bolt', async () => {
    const { code, stderr } = await run(['repos', '--store', 'http://localhost:7474/browser']);
    expect(code).toBe(2);
    expect(stderr).toContain('Give Bolt\'s address: "bolt://localhost:7687".');
    expect((await run(['repos', '--store', 'http://u:s3cr3t@h:7474'])).stderr).not.toContain('s3cr3t');
  });

  test.each(['sqlite', 'file'])(
    'of %s outside the current folder is not made together with its folder',
    async (kind) => {
      const { code, stderr } = await run([
        'repos',
        '--store',
        `${kind}:${join(folder, 'mistyped', 'graph')}`,
      ]);
      expect(code).toBe(1);
      expect(stderr).toContain(
        `The folder ${JSON.stringify(join(folder, 'mistyped'))} for the store does not exist.`,
      );
      expect(await readdir(folder)).not.toContain('mistyped');
    },
  );
});
