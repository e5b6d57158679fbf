import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import { graphToJson } from '../../../src/graph/index.ts';
import { run } from './run.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'naming-'));
  const span = (startLine: number, endLine: number) => ({
    startLine,
    endLine,
    startByte: startLine * 10,
    endByte: endLine * 10,
  });
  const file = 'src/shop/cart.ts';
  const graph = graphOf(
    'shop',
    [
      node('m', { name: 'cart.ts', kind: 'Module', file, span: span(1, 99) }),
      node('cart', { name: 'Cart', kind: 'Class', file, span: span(10, 40) }),
      node('cart-add', { name: 'add', kind: 'Method', file, span: span(12, 18) }),
      node('cart-add-item', { name: 'item', kind: 'Parameter', file, span: span(12, 12) }),
      node('list', { name: 'List', kind: 'Class', file: 'src/list.ts', span: span(1, 9) }),
      node('list-add', { name: 'add', kind: 'Method', file: 'src/list.ts', attributes: { parent: 'list' } }),
      node('sum', { name: 'total', kind: 'Function', file, span: span(50, 60) }),
      node('total-variable', { name: 'total', kind: 'Variable', file: 'src/list.ts', span: span(3, 3) }),
      node('set-total', { name: 'total', kind: 'Method', file: '' }),
      node('other', { name: 'basket', kind: 'Variable', file: 'src/old/cart.ts', span: span(1, 1) }),
    ],
    [edge('sum', 'CALLS', 'cart-add'), edge('m', 'CALLS', 'sum'), edge('sum', 'READS', 'total-variable')],
  );
  await writeFile(join(folder, 'shop.json'), JSON.stringify(graphToJson(graph)));
  expect((await cli('import', join(folder, 'shop.json'))).code).toBe(0);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const cli = (...args: string[]) => run([...args, '--store', `file:${folder}/store`]);
const callersOf = async (...args: string[]): Promise<string[]> => {
  const { stdout, stderr } = await cli('callers', ...args, '--json');
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout).items as { id: string }[]).map(({ id }) => id);
};

describe('a node is named', () => {
  test.each([
    ['by its id', 'cart-add'],
    ['as Class.method', 'Cart.add'],
    ['as Class#method', 'Cart#add'],
    ['as Type::method', 'Cart::add'],
    ['as file::name', 'src/shop/cart.ts::add'],
    ['by the end of a path', 'shop/cart.ts::add'],
    ['as file::Class.method', 'shop/cart.ts::Cart.add'],
    ['by a place in it', 'src/shop/cart.ts:15'],
    ['by a place with a column', 'shop/cart.ts:15:3'],
    ['by a place at a parameter', 'shop/cart.ts:12'],
  ])('%s: %s', async (_, name) => {
    expect(await callersOf('shop', name)).toEqual(['sum']);
  });

  test('by its parent where no span says what it lies in', async () => {
    expect(await callersOf('shop', 'List.add')).toEqual([]);
  });

  test('in the same ways behind --and, and by --around', async () => {
    const { stdout } = await cli('call-graph', 'shop', 'total', '--and', 'Cart.add', '--json');
    expect(JSON.parse(stdout).nodes.items.slice(0, 2)).toMatchObject([{ id: 'cart-add' }, { id: 'sum' }]);
    expect((await cli('export', 'shop', '--around', 'Cart.add', '--format', 'mermaid')).code).toBe(0);
  });
});

describe('a name of several nodes', () => {
  test('is the only one that can be called and is of the repository, which is said', async () => {
    const { code, stdout, stderr } = await cli('callers', 'shop', 'total');
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('cart.ts') });
    expect(stderr).toContain('3 nodes fit "total"; Function at src/shop/cart.ts:50 was taken');
    expect(JSON.parse((await cli('callers', 'shop', 'total', '--json')).stderr).note).toContain('was taken');
  });

  test('is ambiguous where two can be called, these first among the candidates', async () => {
    const { code, stderr } = await cli('callers', 'shop', 'add');
    expect(code).toBe(1);
    expect(stderr).toMatch(/AMBIGUOUS: 2 nodes are named "add"/);
    expect(await callersOf('shop', 'add', '--file', 'shop/cart.ts')).toEqual(['sum']);
  });

  test('is narrowed by several kinds', async () => {
    expect(await callersOf('shop', 'total', '--node-kind', 'Variable,Module')).toEqual([]);
  });

  test('at the ends of a path is narrowed for each alone', async () => {
    const ends = (...options: string[]) =>
      cli('path', 'shop', 'total', 'total', '--edge-kind', 'READS', ...options);
    expect((await ends('--to-kind', 'Variable')).stdout).toContain('src/list.ts:3');
    expect((await ends('--to-file', 'list.ts')).stdout).toContain('src/list.ts:3');
    expect((await ends('--from-file', 'list.ts', '--to-kind', 'Function')).stdout).toBe('No path found.\n');
  });
});

describe('a wrong word is an error that names near ones', () => {
  test.each([
    [['find', 'shop', '--node-kind', 'function'], /of the kind "function"\. Near it: "Function"/],
    [['callers', 'shop', 'total', '--edge-kind', 'CALL'], /of the kind "CALL"\. Near it: "CALLS"/],
    [['callers', 'shop', 'total', '--node-kind', 'Funktion'], /Near it: "Function"/],
    [['path', 'shop', 'm', 'total', '--edge-kind', 'IMPORTS'], /It holds "CALLS", "READS"/],
    [['dead-code', 'shop', '--node-kind', 'class'], /Near it: "Class"/],
    [['dead-code', 'shop', '--edge-kind', 'calls'], /Near it: "CALLS"/],
    [['hotspots', 'shop', '--node-kind', 'x'], /It holds/],
    [['cycles', 'shop', '--edge-kind', 'CALL'], /Near it: "CALLS"/],
    [['dependencies', 'shop', '--edge-kind', 'CALL'], /Near it: "CALLS"/],
    [['impact', 'shop', 'total', '--edge-kind', 'CALL'], /Near it: "CALLS"/],
    [['why-alive', 'shop', 'm', '--edge-kind', 'CALL'], /Near it: "CALLS"/],
    [['find', 'shop', '--node-kind', 'Function,Methode'], /Near it: "Method"/],
    [['find', 'shop', '--attribute', 'parnet=list'], /has the attribute "parnet"\. Near it: "parent"/],
    [['at', 'shop', 'shop/crat.ts:12'], /Near it are "src\/shop\/cart\.ts"/],
    [
      ['callers', 'shop', 'cart.ts:15'],
      /2 files .* end with "cart\.ts": "src\/shop\/cart\.ts", "src\/old\/cart\.ts"/,
    ],
    [['callers', 'shop', 'shop/cart.ts:4711'], /No node of "src\/shop\/cart\.ts" holds line 4711/],
    [['callers', 'shop', 'Cart.ad'], /NOT_FOUND: No node has the id or name "Cart\.ad"/],
  ] as const)('%j', async (args, message) => {
    const { code, stdout, stderr } = await cli(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(message);
  });

  test.each([
    ['find', '--kind', 'Function'],
    ['callers', 'total', '--kinds', 'CALLS'],
    ['hotspots', '--node-kinds', 'Function'],
    ['dead-code', '--kinds', 'Function'],
    ['why-alive', 'm', '--liveness-kinds', 'CALLS'],
  ])('%s still takes %s', async (...args) => {
    expect((await cli(...args)).code).toBe(0);
    expect((await run([args[0] ?? '', '--help'])).stdout).not.toContain(`${args.at(-2)} `);
  });
});

test.each([['dead-code'], ['why-alive', 'm'], ['if-deleted', 'm']])(
  '%s says which of the entry rules fit nothing, beside those that do',
  async (...args) => {
    const { code, stderr } = await cli(...args, '--entry-names', 'total,totl', '--entry-files', 'nowhere/**');
    expect(code).toBe(0);
    expect(stderr).toContain('note: No entry point fits the name "totl".');
    expect(stderr).toContain('note: No entry point fits the files "nowhere/**".');
    expect(stderr).not.toContain('"total"');
  },
);

test('find takes attributes', async () => {
  const found = await cli('find', 'shop', '--attribute', 'parent=list', '--json');
  expect(JSON.parse(found.stdout).items).toMatchObject([{ id: 'list-add' }]);
  expect((await cli('find', 'shop', '--attribute', 'parent=nobody')).stdout).toBe('No node found.\n');
  expect((await cli('find', 'shop', '--attribute', 'parent')).code).toBe(2);
});

describe('ids', () => {
  test('are in tables where --ids asks for them, whole', async () => {
    for (const command of ['find', 'hotspots', 'dead-code']) {
      expect((await run([command, '--store', `file:${folder}/store`], { columns: 60 })).stdout).not.toContain(
        'ID',
      );
      const { stdout } = await run([command, '--ids', '--store', `file:${folder}/store`], { columns: 40 });
      expect(stdout).toMatch(/ID/);
    }
  });
});

test('on a terminal a list has as many rows as a screen holds, in a pipe more', async () => {
  const many = graphOf(
    'many',
    Array.from({ length: 90 }, (_, index) => node(`n${index}`)),
  );
  await writeFile(join(folder, 'many.json'), JSON.stringify(graphToJson(many)));
  await cli('import', join(folder, 'many.json'));
  const args = ['find', 'many', '--store', `file:${folder}/store`];
  expect((await run(args, { columns: 80 })).stdout.trim().split('\n')).toHaveLength(21);
  expect((await run(args)).stdout.trim().split('\n')).toHaveLength(91);
});

test.each([
  ['analyse', 'analyze'],
  ['index', 'analyze'],
  ['search', 'find'],
  ['who-calls', 'callers'],
  ['unused', 'dead-code'],
])('the unknown command %s is known to mean %s', async (unknown, known) => {
  const { code, stderr } = await run([unknown]);
  expect(code).toBe(2);
  expect(stderr).toContain(`It is called ${known} here.`);
  expect(stderr).toContain('npx codeprism-neo4j --help shows the commands.');
});

test('wrong usage of a command names its own help', async () => {
  expect((await run(['find', '--what'])).stderr).toContain(
    'npx codeprism-neo4j find --help shows what it takes.',
  );
});
