import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Run, run } from './run.ts';
import { sampleJson } from './sample.ts';

let folder = '';
let store = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-export-'));
  store = `file:${join(folder, 'store')}`;
  const path = join(folder, 'one.json');
  await writeFile(path, sampleJson('one'));
  expect(await cli(['import', path])).toMatchObject({ code: 0 });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const cli = (args: readonly string[]): Promise<Run> => run([...args, '--store', store]);

/** How each form begins. */
const STARTS: Readonly<Record<string, string>> = {
  'out.graphml': '<?xml version="1.0" encoding="UTF-8"?>\n<graphml',
  'out.gexf': '<?xml version="1.0" encoding="UTF-8"?>\n<gexf',
  'out.dot': '// A backslash',
  'out.gv': '// A backslash',
  'out.cypher': "// The code graph 'one' (5 nodes, 4 edges)",
  'out.JSON': '{\n  "repo_id": "one"',
};

describe('the form follows from the name', () => {
  test.each(Object.entries(STARTS))('%s', async (name, start) => {
    const path = join(folder, name);
    expect(await cli(['export', '--out', path])).toMatchObject({ code: 0, stdout: '' });
    expect(await readFile(path, 'utf8')).toMatch(new RegExp(`^${escaped(start)}`));
    const zipped = await cli(['export', '--out', `${path}.gz`]);
    expect(zipped).toMatchObject({ code: 0, stderr: expect.stringContaining('5 nodes, 4 edges') });
    expect(gunzipSync(await readFile(`${path}.gz`)).toString()).toMatch(new RegExp(`^${escaped(start)}`));
  });

  test('unless --format says another', async () => {
    const { stdout } = await cli(['export', '--format', 'gexf']);
    expect(stdout).toContain('<gexf xmlns="http://gexf.net/1.3"');
  });
});

describe('the part around a node', () => {
  test('as Mermaid', async () => {
    const { code, stdout } = await cli([
      'export',
      '--around',
      'start',
      '--depth',
      '1',
      '--format',
      'mermaid',
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('n0["start"]');
    expect(stdout.match(/-->/g)).toHaveLength(2);
  });

  test('as DOT, in one direction', async () => {
    const path = join(folder, 'part.dot');
    const wanted = ['--around', 'start', '--direction', 'callers', '--out', path];
    expect(await cli(['export', ...wanted])).toMatchObject({ code: 0 });
    const text = await readFile(path, 'utf8');
    expect(text.match(/ -> /g)).toHaveLength(1);
    expect(text).toContain('label="main.ts"');
  });

  test.each([
    [['--format', 'gexf', '--around', 'start'], '--around goes with dot and mermaid'],
    [['--depth', '2'], 'go with --around'],
    [['--format', 'neo4j-csv'], '--out'],
    [['--format', 'svg'], 'mermaid'],
  ])('is asked for in the right way: %j', async (args, told) => {
    const { code, stderr, stdout } = await cli(['export', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(told);
  });
});

test('neo4j-csv makes a folder with the script that imports it', async () => {
  const out = join(folder, 'csv files');
  const { code, stderr } = await cli(['export', '--format', 'neo4j-csv', '--out', out]);
  expect(code).toBe(0);
  expect(stderr).toContain(`sh '${join(out, 'import.sh')}' neo4j`);
  const names = await readdir(out);
  for (const name of ['nodes', 'edges', 'unresolved', 'repository', 'store']) {
    expect(names).toEqual(expect.arrayContaining([`${name}.csv`, `${name}-header.csv`]));
  }
  expect(await readFile(join(out, 'nodes.csv'), 'utf8')).toContain('"1|src/main.ts#Function:start"');
  const again = await cli(['export', '--format', 'neo4j-csv', '--out', out]);
  expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('not empty') });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
