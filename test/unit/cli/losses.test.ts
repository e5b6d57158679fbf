import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import { edgeToJson, graphToJson, metadataToJson, nodeToJson } from '../../../src/graph/index.ts';
import { run } from './run.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'losses-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const again = graphOf(
  'again',
  [node('f'), node('log', { name: 'first' }), node('log')],
  [3, 9, 14].map((line) => edge('f', 'CALLS', 'log', { line: String(line) })),
);

const cli = (...args: string[]) => run([...args, '--store', `file:${join(folder, 'store')}`]);

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function ndjson({ nodes, edges, metadata }: typeof again): string {
  const lines = [
    { codeprism: 'graph', format: 1, metadata: metadataToJson(metadata) },
    ...nodes.map((row) => ({ node: { ...nodeToJson(row), signature: 'x' } })),
    ...edges.map((row) => ({ edge: edgeToJson(row) })),
    { end: { nodes: nodes.length, edges: edges.length } },
  ];
  return lines.map((line) => JSON.stringify(line)).join('\n');
}

describe('what an import does not store', () => {
  for (const dryRun of [[], ['--dry-run']]) {
    test(`is said of rows given again ${dryRun.join('')}`, async () => {
      const path = await file('again.json', graphToJson(again));
      const { code, stdout } = await cli('import', path, ...dryRun);
      expect(code).toBe(0);
      expect(stdout).toContain('1 node and 2 edges were given again; the last counts:');
      expect(stdout).toContain('"log"');
      expect(stdout).toContain('"f -CALLS-> log"');
      const { stdout: json } = await cli('import', path, '--json', ...dryRun);
      expect(JSON.parse(json)[0].givenAgain).toEqual({
        nodes: { rows: 1, first: ['log'] },
        edges: { rows: 2, first: [{ source: 'f', target: 'log', kind: 'CALLS' }] },
      });
    });
  }

  test.each([
    ['JSON', graphToJson(again)],
    ['NDJSON', ndjson(again)],
  ])('is refused by --strict of %s, which leaves what was stored', async (_, content) => {
    const path = await file('again', content);
    const { code, stderr } = await cli('import', path, '--strict');
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('is given again') });
    expect((await cli('repos', '--json')).stdout.trim()).toBe('[]');
  });

  test('is counted of a file’s fields that are no part of a graph', async () => {
    const { nodes, edges, ...rest } = graphToJson(graphOf('extra', [node('a')], [edge('a', 'CALLS', 'a')]));
    const path = await file('extra.json', {
      ...rest,
      nodes: nodes.map((row) => ({ ...row, signature: 'run(argv)', is_async: true })),
      edges: edges.map((row) => ({ ...row, line: 7 })),
      directed: true,
    });
    expect((await cli('import', path)).stdout).toContain(
      'Fields that are no part of a graph are not stored: graph.directed (1), node.signature (1), node.is_async (1), edge.line (1)',
    );
    const strict = await cli('import', path, '--strict');
    expect(strict.code).toBe(1);
    expect(strict.stderr).toContain('node.signature');
  });

  test('is counted once of NDJSON, however often the store reads it', async () => {
    const path = await file('again.ndjson', ndjson(again));
    for (let times = 0; times < 2; times++) {
      const [report] = JSON.parse((await cli('import', path, '--json')).stdout);
      expect(report.ignoredFields).toEqual({ 'node.signature': 3 });
    }
  });

  test('is said of a schema version that is not known, and refused by --strict', async () => {
    const path = await file('later.json', graphToJson(graphOf('later', [], [], { schemaVersion: '9.9' })));
    expect((await cli('import', path, '--dry-run')).stderr).toContain('It is stored as it is.');
    expect((await cli('import', path)).stderr).toContain('schema version "9.9"');
    expect((await cli('import', path, '--strict')).code).toBe(1);
  });
});

test('call sites are kept where they are to be merged, and nothing is given again', async () => {
  const path = await file('sites.json', graphToJson({ ...again, nodes: again.nodes.slice(2) }));
  const { stdout } = await cli('import', path, '--merge-sites', '--strict', '--json');
  expect(JSON.parse(stdout)).toMatchObject([{ edges: { created: 1 }, givenAgain: { edges: { rows: 0 } } }]);
  expect(JSON.parse((await cli('export', 'again')).stdout).edges).toMatchObject([
    { attributes: { count: '3', lines: '3,9,14' } },
  ]);
});

test('merged call sites are shown by callers, callees, call-graph and path', async () => {
  await cli(
    'import',
    await file('sites.json', graphToJson({ ...again, nodes: again.nodes.slice(0, 2) })),
    '--merge-sites',
  );
  const where = 'at 3 places: 3, 9, 14';
  for (const args of [
    ['callers', 'again', 'first', '--sites'],
    ['callees', 'again', 'f', '--sites'],
    ['call-graph', 'again', 'f'],
    ['path', 'again', 'f', 'first'],
  ]) {
    expect((await cli(...args)).stdout, args[0]).toContain(where);
  }
  const { items } = JSON.parse((await cli('callers', 'again', 'first', '--sites', '--json')).stdout);
  expect(items[0].sites).toEqual([
    { source: 'f', target: 'log', kind: 'CALLS', count: 3, lines: [3, 9, 14], omitted: 0 },
  ]);
});

describe('a file that names two repositories', () => {
  const graph = graphToJson(graphOf('one', [node('a')]));
  const two = { ...graph, metadata: { ...graph.metadata, repo_id: 'two' } };

  test('is refused with the choice', async () => {
    const { code, stderr } = await cli('import', await file('two.json', two));
    expect(code).toBe(1);
    expect(stderr).toContain('--repo "one" or --repo "two"');
  });

  test('is stored under the one that was chosen', async () => {
    expect((await cli('import', await file('two.json', two), '--repo', 'two')).code).toBe(0);
    expect(JSON.parse((await cli('repos', '--json')).stdout)).toMatchObject([{ repoId: 'two' }]);
  });
});

test.each(['nodes', 'edges'])('a file that gives %s twice as a key is refused', async (key) => {
  const text = JSON.stringify(
    graphToJson(graphOf('keys', [node('a', { attributes: { nodes: '"nodes":' } })])),
  );
  const path = await file('keys.json', text.replace('{', `{"${key}":[],`));
  const { code, stderr } = await cli('import', path);
  expect(code).toBe(1);
  expect(stderr).toContain(`"${key}" is given twice`);
  expect((await cli('import', await file('once.json', text))).code).toBe(0);
});
