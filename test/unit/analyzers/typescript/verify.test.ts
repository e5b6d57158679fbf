import { cp, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Verification, type VerifyOptions, verifyRemovals } from '../../../../src/analyzers/index.ts';
import type { SerializableNode } from '../../../../src/index.ts';
import { analyzedFolder, type Files, folderOf } from '../../../support/analyzed-program.ts';

interface Tried extends Omit<VerifyOptions, 'goneToo'> {
  readonly goneToo?: readonly string[];
}

/** As little of the language's library as does. */
const CONFIG: Files = { 'tsconfig.json': '{"compilerOptions":{"lib":["es2015"],"types":[]}}' };

/** What the compiler says about a program without the nodes of these ids. */
async function verified(files: Files, ids: readonly string[], options: Tried = {}) {
  const folder = await folderOf({ ...CONFIG, ...files });
  const program = await analyzedFolder(folder);
  const nodes = (wanted: readonly string[]): SerializableNode[] => wanted.map((id) => program.node(id));
  const { goneToo = [], ...rest } = options;
  const answers = await verifyRemovals(folder, nodes(ids), { ...rest, goneToo: nodes(goneToo) });
  return Object.fromEntries(Array.from(answers, ([id, answer]) => [id, told(answer)]));
}

function told(answer: Verification): string {
  if (answer.state === 'verified') return 'verified';
  if (answer.state === 'not-checked') return `not checked: ${answer.reason}`;
  return `${answer.file}:${answer.line} TS${answer.code}`;
}

describe('verifyRemovals', () => {
  test('says of each declaration whether anything breaks without it, and where', async () => {
    const files = {
      'a.ts':
        'export function idle() {}\nexport function used() {}\nfunction inner() {}\nexport const x = 1;\n',
      'b.ts': "import { used } from './a';\n\nused();\n",
    };
    expect(await verified(files, ['a.ts#idle', 'a.ts#used', 'a.ts#inner'])).toEqual({
      'a.ts#idle': 'verified',
      'a.ts#used': 'b.ts:3 TS2304',
      'a.ts#inner': 'verified',
    });
  });

  test('what something needed needs is needed too', async () => {
    const files = {
      'a.ts':
        'function first() { second(); }\nfunction second() { return third(); }\nfunction third() {}\nfirst();\nexport {};\n',
    };
    expect(await verified(files, ['a.ts#first', 'a.ts#second', 'a.ts#third'])).toEqual({
      'a.ts#first': 'a.ts:4 TS2304',
      'a.ts#second': 'a.ts:1 TS2304',
      'a.ts#third': 'a.ts:2 TS2304',
    });
  });

  test('what goes together is verified together, imports and re-exports of it included', async () => {
    const files = {
      'a.ts': 'export function one() { two(); }\nexport function two() { one(); }\nexport const kept = 1;\n',
      'b.ts':
        "import { kept, one } from './a';\nexport { two } from './a';\nexport function three() { one(); }\nkept.toFixed();\n",
    };
    expect(await verified(files, ['a.ts#one', 'a.ts#two', 'b.ts#three'])).toEqual({
      'a.ts#one': 'verified',
      'a.ts#two': 'verified',
      'b.ts#three': 'verified',
    });
    expect(await verified(files, ['a.ts#one', 'a.ts#two'])).toMatchObject({ 'a.ts#one': 'b.ts:3 TS2304' });
  });

  test('a variable that nothing needs is no reason to keep what its value calls', async () => {
    const files = { 'a.ts': 'function make() { return 1; }\nexport const idle = make();\n' };
    expect(await verified(files, ['a.ts#make'])).toEqual({ 'a.ts#make': 'a.ts:2 TS2304' });
    expect(await verified(files, ['a.ts#make'], { goneToo: ['a.ts#idle'] })).toEqual({
      'a.ts#make': 'verified',
    });
  });

  test('members: unused ones go, used and required ones stay', async () => {
    const files = {
      'a.ts': `interface Shape { area(): number }
export class Box implements Shape {
  size = 1
  constructor(side: number) { this.size = side }
  idle() {}
  *spare() {}
  area() { return this.size }
  get twice() { return 2 }
  used() {}
}
new Box(1).used();
`,
    };
    const members = ['constructor', 'idle', 'spare', 'area', 'twice', 'used'].map(
      (name) => `a.ts#Box.${name}`,
    );
    expect(await verified(files, members)).toEqual({
      'a.ts#Box.constructor': 'a.ts:11 TS2554',
      'a.ts#Box.idle': 'verified',
      'a.ts#Box.spare': 'verified',
      'a.ts#Box.area': 'a.ts:2 TS2420',
      'a.ts#Box.twice': 'verified',
      'a.ts#Box.used': 'a.ts:11 TS2339',
    });
  });

  test('parts of lists go without their commas', async () => {
    const files = {
      'a.ts': `const one = () => 1, two = () => 2
  , three = () => 3;
two();
export const table = {
  first() {}, // a comment, with commas
  second: () => 2,
  third() {},
};
table.second();
export enum Colour { Red, Green, Blue }
export default class {}
`,
      'b.ts': "import Default, { table } from './a';\ntable.second();\n",
    };
    const ids = ['#one', '#three', '#table.first', '#table.second', '#table.third', '#default'];
    expect(
      await verified(
        files,
        ids.map((id) => `a.ts${id}`),
      ),
    ).toEqual({
      'a.ts#one': 'verified',
      'a.ts#three': 'verified',
      'a.ts#table.first': 'verified',
      'a.ts#table.second': 'a.ts:9 TS2339',
      'a.ts#table.third': 'verified',
      'a.ts#default': expect.stringMatching(/^(verified|b\.ts:1 TS1192)$/),
    });
  });

  test('a whole goes with overloads, merged declarations and members that are added to it', async () => {
    const files = {
      'a.ts': `export function over(a: string): void;
export function over(a: number): void;
export function over(_a: unknown) {}
export function holder() {}
holder.extra = () => 1;
export class Merged {}
export namespace Merged { export const x = 1 }
export interface Only { a: string }
`,
    };
    const ids = ['a.ts#over', 'a.ts#holder', 'a.ts#Merged', 'a.ts#Only'];
    expect(await verified(files, ids)).toEqual(Object.fromEntries(ids.map((id) => [id, 'verified'])));
  });

  test('a function that an object must have is needed, though no name leads to it', async () => {
    const files = {
      'a.ts': `interface Store { open(): void; close(): void }
export const one: Store = { open() {}, close() {} };
export const two: Store = { open: () => {}, close: () => {} };
export const loose = { open() {} };
`,
    };
    const ids = ['one.open', 'one.close', 'two.open', 'loose.open'].map((name) => `a.ts#${name}`);
    expect(await verified(files, ids)).toEqual({
      'a.ts#one.open': 'a.ts:2 TS2739',
      'a.ts#one.close': 'a.ts:2 TS2739',
      'a.ts#two.open': 'a.ts:3 TS2741',
      'a.ts#loose.open': 'verified',
    });
  });

  test('errors that were there before are nobody’s fault', async () => {
    const files = { 'a.ts': "export const x: number = 'no';\nexport function idle() {}\nmissing();\n" };
    expect(await verified(files, ['a.ts#idle'])).toEqual({ 'a.ts#idle': 'verified' });
  });

  test('says why something is not checked', async () => {
    const files = {
      'a.ts': 'export const { taken } = { taken: () => 1 };\nfor (const f = () => 1; ; ) f();\n',
      'plain.js': 'export function loose() {}\n',
      'typed.js':
        '// @ts-check\nexport function tight() {}\n/** @param {number} n */\nexport function two(n) {}\n',
    };
    const ids = ['a.ts#taken', 'a.ts#f', 'plain.js#loose', 'typed.js#tight'];
    expect(await verified(files, ids)).toEqual({
      'a.ts#taken': 'not checked: it is taken out of a pattern',
      'a.ts#f': 'not checked: it is the variable of a loop',
      'plain.js#loose': 'not checked: the compiler does not check the types of its file',
      'typed.js#tight': 'verified',
    });
    expect(await verified(files, ['a.ts#taken', 'typed.js#two'], { timeoutMs: 0 })).toEqual({
      'a.ts#taken': 'not checked: it is taken out of a pattern',
      'typed.js#two': 'not checked: the time was up before the compiler had answered',
    });
  });

  test('a file that has changed since it was analysed is not guessed about', async () => {
    const folder = await folderOf({
      ...CONFIG,
      'a.ts': 'export function idle() {}\n',
      'b.ts': 'export function gone() {}\n',
    });
    const { graph } = await analyzedFolder(folder);
    const items = graph.nodes.filter(({ kind }) => kind === 'Function');
    await writeFile(join(folder, 'a.ts'), 'export function idle() {}\n// changed\n');
    await writeFile(join(folder, 'b.ts'), 'export function other() {}\n');
    const { fileHashes } = graph.metadata;
    const known = await verifyRemovals(folder, items, { fileHashes });
    expect([...known.values()].map(told)).toEqual([
      'not checked: its file has changed since the analysis',
      'not checked: its file has changed since the analysis',
    ]);
    const unknown = await verifyRemovals(folder, items);
    expect([...unknown.values()].map(told)).toEqual([
      'verified',
      'not checked: nothing of its name stands there now',
    ]);
  });

  test('stops when it is told to, and knows what is no folder', async () => {
    const folder = await folderOf({ ...CONFIG, 'a.ts': 'export function idle() {}\n' });
    const { graph } = await analyzedFolder(folder);
    const items = graph.nodes.filter(({ kind }) => kind === 'Function');
    const signal = AbortSignal.abort();
    await expect(verifyRemovals(folder, items, { signal })).rejects.toMatchObject({ code: 'ABORTED' });
    await expect(verifyRemovals(join(folder, 'no'), items)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('in a real package everything that others name is needed, and nothing that is verified is named', async () => {
    const rxjs = dirname(createRequire(import.meta.url).resolve('rxjs/package.json'));
    const folder = await folderOf(CONFIG);
    await cp(join(rxjs, 'src'), join(folder, 'src'), { recursive: true });
    const { graph } = await analyzedFolder(folder);
    const util = 'src/internal/util/';
    const items = graph.nodes.filter(
      ({ kind, file, attributes }) =>
        kind === 'Function' && file.startsWith(util) && attributes.exported === 'true',
    );
    expect(items.length).toBeGreaterThan(30);
    const texts: string[] = [];
    for (const { kind, file } of graph.nodes)
      if (kind === 'Module' && file.endsWith('.ts') && !file.startsWith(util))
        texts.push(await readFile(join(folder, file), 'utf8'));
    // Imports and exports name what they do not need.
    const uses = texts
      .join('\n')
      .replace(/^(?:import|export) (?:type )?\{[^}]*\}.*$/gm, '')
      .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    const isNamed = (name: string): boolean => new RegExp(`\\b${name}[(,;)]`).test(uses);
    const answers = await verifyRemovals(folder, items);
    for (const { id, name } of items)
      expect([id, isNamed(name) && answers.get(id)?.state]).toEqual([id, isNamed(name) && 'breaks']);
    const verified = items.filter(({ id }) => answers.get(id)?.state === 'verified');
    expect(verified.map(({ name }) => name)).toEqual(['isObservable', 'subscribeToArray']);
  });
});
