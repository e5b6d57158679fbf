import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Run, type RunOptions, run } from '../cli/run.ts';
import { type Fixture, fixtureFolder, indexFile } from './fixtures.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scip-'));
});
afterEach(() => rm(folder, { recursive: true }));

const cli = (args: readonly string[], options?: RunOptions): Promise<Run> =>
  run(['--store', `file:${folder}/store`, ...args], options);

async function imported(args: readonly string[], options?: RunOptions): Promise<ImportedGraph> {
  const { code, stdout, stderr } = await cli(['--json', 'import', ...args], options);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout)[0];
}

interface ImportedGraph {
  readonly repoId: string;
  readonly nodes: { readonly created: number };
  readonly edges: { readonly created: number };
  readonly scip: { readonly indexers: string[]; readonly caveats: { readonly code: string }[] };
}

const withSource = (name: Fixture): string[] => [indexFile(name), '--source', fixtureFolder(name)];

describe('import of a SCIP index', () => {
  test('makes a graph that answers who calls what', async () => {
    const report = await imported([...withSource('typescript'), '--repo', 'shapes']);
    expect(report).toMatchObject({ repoId: 'shapes', scip: { indexers: ['scip-typescript 0.4.0'] } });
    const { stdout } = await cli(['callers', 'shapes', 'twice', '--json']);
    expect(JSON.parse(stdout).items).toMatchObject([{ name: 'main.ts' }]);
  });

  test('is the same gzipped, from standard input, and under a name that says nothing', async () => {
    const plain = await imported([...withSource('go'), '--repo', 'plain']);
    const bytes = await readFile(indexFile('go'));
    const other = join(folder, 'index');
    await writeFile(other, gzipSync(bytes));
    const source = ['--source', fixtureFolder('go')];
    const zipped = await imported([other, ...source, '--repo', 'zipped']);
    const piped = await imported(['-', ...source, '--repo', 'piped'], { stdin: bytes });
    expect([zipped.nodes, zipped.edges]).toEqual([plain.nodes, plain.edges]);
    expect([piped.nodes, piped.edges]).toEqual([plain.nodes, plain.edges]);
  });

  test('takes several indexes as one graph', async () => {
    const go = await imported([indexFile('go'), '--repo', 'go']);
    const rust = await imported([indexFile('rust'), '--repo', 'rust']);
    const both = await imported([indexFile('go'), indexFile('rust'), '--repo', 'both']);
    expect(both.nodes.created).toBe(go.nodes.created + rust.nodes.created);
    expect(both.scip.indexers).toHaveLength(2);
  });

  test('again changes nothing, and a dry run stores nothing', async () => {
    const dry = await cli(['import', ...withSource('java'), '--dry-run']);
    expect(dry.stdout).toMatch(/^Would import java/);
    expect((await cli(['repos', '--json'])).stdout).toBe('[]\n');
    await imported(withSource('java'));
    expect(await imported(withSource('java'))).toMatchObject({
      nodes: { created: 0, updated: 0, deleted: 0 },
      edges: { created: 0, updated: 0, deleted: 0 },
    });
  });

  test('says what is not known without the sources', async () => {
    const { stderr } = await cli(['import', indexFile('python')]);
    expect(stderr).toContain('Give --source');
    const report = await imported(withSource('python'));
    expect(report.scip.caveats.map(({ code }) => code)).not.toContain('no-text');
  });

  test('refuses --source for a graph that is no index', async () => {
    const path = join(folder, 'graph.json');
    await writeFile(path, '\n{}');
    expect(await cli(['import', path, '--source', folder])).toMatchObject({ code: 2 });
  });
});
