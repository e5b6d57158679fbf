import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { graphToJson, type SerializableGraph } from '../../../src/graph/index.ts';
import { type Run, run } from './run.ts';
import { sampleGraph } from './sample.ts';

let folder = '';
let store = '';
const UNUSED = 'src/store.ts#Function:unused';
const OLD = 'src/old/handle me.ts#Function:handleOld';

/** The sample with a second dead function, which is decorated. */
function graphWithTwoDead(): SerializableGraph {
  const graph = sampleGraph('one');
  const template = graph.nodes.find(({ id }) => id === UNUSED);
  if (template === undefined) throw new Error('The sample has changed.');
  const old = {
    ...template,
    id: OLD,
    name: 'handleOld',
    file: 'src/old/handle me.ts',
    attributes: { decorators: '@x' },
  };
  return { ...graph, nodes: [...graph.nodes, old] };
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
  store = `file:${join(folder, 'store')}`;
  await importGraph(graphWithTwoDead());
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function importGraph(graph: SerializableGraph): Promise<void> {
  const path = join(folder, 'one.json');
  await writeFile(path, JSON.stringify(graphToJson(graph)));
  expect(await run(['import', path, '--store', store])).toMatchObject({ code: 0 });
}

const deadCode = (...args: readonly string[]): Promise<Run> =>
  run(['dead-code', 'one', '--entry', 'application', ...args, '--store', store]);

async function ids(...args: readonly string[]): Promise<string[]> {
  const { items } = JSON.parse((await deadCode(...args, '--json')).stdout) as { items: { id: string }[] };
  return items.map(({ id }) => id);
}

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe('dead-code', () => {
  test('shows doubts, and leaves out what is not sure enough', async () => {
    const { stdout } = await deadCode('--min-confidence', '0');
    expect(stdout).toMatch(/^1 certain, 1 doubtful: 1 decorated; 2 lines would go\n/);
    expect(stdout).toMatch(/1\.00 +unused .*\n0\.40 +handleOld .* decorated\n/);
    expect(await ids('--min-confidence', '0.5')).toEqual([UNUSED]);
    expect(await ids('--min-confidence', '0')).toEqual([UNUSED, OLD]);
    expect((await deadCode('--min-confidence', '2')).code).toBe(2);
  });

  test('counts what is less sure than the default asks for, and lets a gate judge all of it', async () => {
    expect((await deadCode()).stdout).toContain(
      'Left out: 1 less sure than 0.5 (--min-confidence 0 lists them)\n',
    );
    expect(await ids()).toEqual([UNUSED]);
    expect(await ids('--fail-on', '9')).toEqual([UNUSED, OLD]);
  });

  test('has a line for what goes together, or one for each node', async () => {
    const graph = graphWithTwoDead();
    const [inner] = graph.nodes.slice(-1);
    if (inner === undefined) throw new Error('The sample has changed.');
    const part = { ...inner, id: 'inner', name: 'inner', attributes: { parent: UNUSED } };
    const types = [{ ...inner, id: 'T', name: 'T', kind: 'Class', attributes: { subkind: 'type' } }];
    await importGraph({ ...graph, nodes: [...graph.nodes, part, ...types] });
    const { stdout } = await deadCode();
    expect(stdout).toMatch(/\n1\.00 +unused \+1 +Function +src\/store\.ts:9 +2 +unreferenced\n/);
    expect(stdout).not.toContain('inner');
    expect(stdout).toContain('; 1 type (--types);');
    expect((await deadCode('--flat')).stdout).toMatch(/\n1\.00 +inner .*\n1\.00 +unused /);
    expect(await ids('--types')).toEqual(['T']);
  });

  test('shows groups under their roots', async () => {
    const { stdout } = await deadCode('--group');
    expect(stdout).toMatch(/ROOT +KIND +FILE:LINE +ITEMS +SIZE +HOLDS\n/);
    expect(stdout).toMatch(/unused +Function +src\/store\.ts:9 +1 +1 +unused\n/);
  });

  test('--fail-on exits with 3 from so many on, after the answer', async () => {
    expect(await deadCode('--fail-on', '2')).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('unused'),
    });
    expect(await deadCode('--fail-on', '3')).toMatchObject({ code: 0 });
    expect(await deadCode('--fail-on', '2', '--limit', '1')).toMatchObject({ code: 3 });
    expect(await deadCode('--fail-on', '0')).toMatchObject({ code: 2 });
  });
});

describe('an ignore file', () => {
  test('leaves out what its globs fit, and says how much', async () => {
    const path = await file('ignore', '# kept\n\nsrc/old/** :: handle* # old clients call it\n');
    const { stdout, stderr } = await deadCode('--ignore', path, '--fail-on', '2');
    expect(stdout).not.toContain('handleOld');
    expect(stdout).toContain('Left out: 1 ignored\n');
    expect(stderr).toBe('');
    expect(await ids('--ignore', path)).toEqual([UNUSED]);
    expect(await ids('--ignore', await file('other', 'src/old/** :: Handle* # case counts'))).toHaveLength(2);
    expect(await ids('--ignore', await file('other', 'src/** # everything'))).toEqual([]);
  });

  test('names the lines that fit nothing any more', async () => {
    const path = await file('ignore', 'src/gone/** # it was there\nsrc/old/** # still there');
    expect((await deadCode('--ignore', path)).stderr).toContain('line 1');
    expect((await deadCode('--ignore', path)).stderr).not.toContain('line 2');
  });

  test.each(['src/old/**', 'src/old/** #', '  :: name # why'])(
    'refuses %j, which lacks something',
    async (line) => {
      const { code, stderr } = await deadCode('--ignore', await file('ignore', `# fine\n${line}\n`));
      expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('Line 2') });
    },
  );

  test('that is not there is an error', async () => {
    expect((await deadCode('--ignore', join(folder, 'none'))).stderr).toMatch(/UNAVAILABLE.*none/);
  });
});

describe('a baseline', () => {
  test('lets through what it holds, and nothing new', async () => {
    const path = join(folder, 'baseline.json');
    expect(await deadCode('--baseline', path, '--write-baseline', '--fail-on', '1')).toMatchObject({
      code: 0,
    });
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ ids: [OLD, UNUSED] });
    const same = await deadCode('--baseline', path, '--fail-on', '1');
    expect(same).toMatchObject({ code: 0, stdout: expect.stringContaining('Left out: 2 in the baseline') });

    const graph = graphWithTwoDead();
    const [template] = graph.nodes.slice(-1);
    if (template === undefined) throw new Error('The sample has changed.');
    await importGraph({ ...graph, nodes: [...graph.nodes, { ...template, id: 'new', name: 'new' }] });
    expect(await deadCode('--baseline', path, '--fail-on', '1')).toMatchObject({ code: 3 });
    expect(await ids('--baseline', path)).toEqual(['new']);
  });

  test('is written without what is ignored', async () => {
    const path = join(folder, 'baseline.json');
    const ignore = await file('ignore', 'src/old/** # old clients');
    await deadCode('--baseline', path, '--write-baseline', '--ignore', ignore);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ ids: [UNUSED] });
  });

  test.each(['', '[]', '{"ids":[]}', 'null', '{"format":"codeprism-neo4j dead-code baseline 1","ids":[5]}'])(
    'is refused where it is %j',
    async (text) => {
      const { code, stderr } = await deadCode('--baseline', await file('baseline', text));
      expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('no baseline') });
    },
  );

  test('has to be named to be written', async () => {
    expect((await deadCode('--write-baseline')).code).toBe(2);
  });
});

describe('SARIF', () => {
  test('has a result each, with its place, fingerprint and doubts', async () => {
    const { stdout, stderr } = await deadCode('--sarif', '--limit', '1');
    expect(stderr).toBe('');
    const log = JSON.parse(stdout);
    expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') });
    const [first] = log.runs;
    expect(first.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
      'dead-code',
      'test-only-code',
      'dead-code-unknown',
    ]);
    expect(first.results).toHaveLength(2);
    expect(first.results[0]).toEqual({
      ruleId: 'dead-code',
      ruleIndex: 0,
      level: 'note',
      rank: 40,
      message: { text: 'Function handleOld is dead (unreferenced; doubts: decorated)' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'src/old/handle%20me.ts', uriBaseId: '%SRCROOT%' },
            region: { startLine: 9, startColumn: 1, endLine: 9, endColumn: 10 },
          },
          logicalLocations: [{ name: 'handleOld', fullyQualifiedName: OLD, kind: 'function' }],
        },
      ],
      partialFingerprints: { 'nodeId/v1': OLD },
      properties: { reasons: ['unreferenced'], doubts: ['decorated'], confidence: 0.4, root: OLD },
    });
  });

  test('tells what is ignored and what is new', async () => {
    const ignore = await file('ignore', 'src/old/** # old clients');
    const baseline = join(folder, 'baseline.json');
    await deadCode('--baseline', baseline, '--write-baseline');
    const { stdout } = await deadCode('--sarif', '--ignore', ignore, '--baseline', baseline);
    expect(JSON.parse(stdout).runs[0].results).toMatchObject([
      { baselineState: 'unchanged', suppressions: [{ kind: 'external', justification: 'old clients' }] },
      { baselineState: 'unchanged' },
    ]);
  });
});

describe('a gate that has nothing to judge by', () => {
  const gate = (...args: readonly string[]): Promise<Run> =>
    run(['dead-code', 'one', ...args, '--store', store]);

  test.each([
    ['an entry point that nobody is', ['--entry-names', 'mian', '--fail-on', '1'], 'entry points'],
    ['one of several rules that fits nothing', ['--entry-names', 'start,mian', '--fail-on', '9'], '"mian"'],
    ['kinds that are not stored', ['--kinds', 'Klass', '--fail-on', '1'], 'no node of the judged kinds'],
  ])('ends with 4 for %s', async (_, args, reason) => {
    const { code, stderr } = await gate(...args);
    expect(code).toBe(4);
    expect(stderr).toContain(reason);
    const json = await gate(...args, '--json');
    expect(json.code).toBe(4);
    expect(JSON.parse(json.stderr)).toEqual({ problem: expect.stringContaining(reason) });
  });

  test('ends with 4 for an empty repository', async () => {
    const graph = { ...graphWithTwoDead(), repoId: 'one', nodes: [], edges: [] };
    const path = await file('empty.json', JSON.stringify(graphToJson(graph)));
    expect(await run(['import', path, '--store', store, '--allow-empty'])).toMatchObject({ code: 0 });
    expect((await deadCode('--fail-on', '1')).code).toBe(4);
  });

  test('ends with 4 for an unknown language until that is allowed', async () => {
    const graph = graphWithTwoDead();
    const [template] = graph.nodes;
    if (template === undefined) throw new Error('The sample has changed.');
    const go = { ...template, id: 'go', name: 'f', kind: 'Function', file: 'x.go' };
    await importGraph({ ...graph, nodes: [...graph.nodes, go] });
    expect(await deadCode('--fail-on', '9')).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('--allow-unknown'),
    });
    expect((await deadCode('--fail-on', '9', '--allow-unknown')).code).toBe(0);
  });

  test('leaves the baseline as it was', async () => {
    const path = join(folder, 'base.json');
    expect((await deadCode('--baseline', path, '--write-baseline')).code).toBe(0);
    const before = await readFile(path, 'utf8');
    const { code, stderr } = await gate('--entry-names', 'mian', '--baseline', path, '--write-baseline');
    expect(code).toBe(4);
    expect(stderr).toContain('The baseline was left as it is.');
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  test('says by how much a new baseline differs', async () => {
    const path = join(folder, 'base.json');
    await deadCode('--baseline', path, '--write-baseline');
    const args = ['--min-confidence', '0.5', '--baseline', path, '--write-baseline'];
    const { stderr } = await deadCode(...args);
    expect(stderr).toContain(`wrote 1 item to ${path}: 1 no longer in it, 0 new`);
  });

  test('does not judge where nothing asks for it', async () => {
    expect((await gate('--entry-names', 'mian')).code).toBe(0);
  });
});

test('a long ignore file is read at once, and told of in a few lines', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `src/**/gone${index}/*.ts # gone`);
  const { stderr, code } = await deadCode('--ignore', await file('long', lines.join('\n')));
  expect(code).toBe(0);
  expect(stderr.split('\n').filter((line) => line.includes('fits nothing'))).toHaveLength(10);
  expect(stderr).toContain('19,990 further lines');
});

describe('other gates', () => {
  const gate = (...args: readonly string[]): Promise<Run> => run([...args, '--store', store]);

  test('cycles ends with 3 for a cycle, 0 for none, 4 where no edge was followed', async () => {
    expect((await gate('cycles', 'one', '--fail-on', '1')).code).toBe(0);
    expect((await gate('cycles', 'one', '--kinds', 'CALL', '--fail-on', '1')).code).toBe(4);
    const graph = graphWithTwoDead();
    const [first] = graph.edges;
    if (first === undefined) throw new Error('The sample has changed.');
    const back = { ...first, source: first.target, target: first.source };
    await importGraph({ ...graph, edges: [...graph.edges, back] });
    expect((await gate('cycles', 'one', '--fail-on', '1')).code).toBe(3);
  });

  test('diff ends with 3 for differences, 0 for none, 4 for an empty side', async () => {
    const add = async (repoId: string, nodes: SerializableGraph['nodes']): Promise<void> =>
      importGraph({ ...sampleGraph(repoId), nodes, edges: [] });
    const { nodes } = graphWithTwoDead();
    await add('two', nodes.slice(1));
    await add('empty', []);
    expect((await gate('diff', 'one', 'one', '--fail-on', '1')).code).toBe(0);
    expect((await gate('diff', 'one', 'two', '--fail-on', '1')).code).toBe(3);
    expect((await gate('diff', 'one', 'empty', '--fail-on', '1')).code).toBe(4);
    expect((await gate('diff', 'empty', 'empty', '--fail-on', '1')).code).toBe(4);
  });

  test('import does not empty a repository unless told so', async () => {
    const path = await file(
      'empty.json',
      JSON.stringify(graphToJson({ ...graphWithTwoDead(), nodes: [], edges: [] })),
    );
    const refused = await run(['import', path, '--store', store]);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('--allow-empty') });
    expect((await run(['repos', '--store', store])).stdout).toMatch(/one +6 /);
    expect((await run(['import', path, '--store', store, '--allow-empty'])).code).toBe(0);
  });
});
