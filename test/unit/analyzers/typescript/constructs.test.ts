import { expect, test, vi } from 'vitest';
import { analyzed } from '../../../support/analyzed-program.ts';

// Each compiles a program with the language's own library.
vi.setConfig({ testTimeout: 60_000 });

test('functions, overloads and what they call, each edge with its first line and its count', async () => {
  const program = await analyzed({
    'a.ts': [
      'export function over(a: string): string;',
      'export function over(a: number): number;',
      'export function over(a: unknown): unknown { return a; }',
      'export const twice = (a: string) => over(over(a));',
      'let once = function () { twice("x"); };',
      'export default function () { once(); }',
    ].join('\n'),
  });
  expect(program.kind('a.ts')).toBe('Module');
  expect(program.kind('a.ts#over')).toBe('Function/function');
  expect(program.node('a.ts#over')).toMatchObject({
    span: { startLine: 3, endLine: 3 },
    attributes: { declarations: '3', exported: 'true', parent: 'a.ts', language: 'typescript' },
  });
  expect(program.kind('a.ts#twice')).toBe('Function/const-function');
  expect(program.kind('a.ts#once')).toBe('Function/variable-fn');
  expect(program.node('a.ts#once').attributes.exported).toBe('false');
  expect(program.attributes('a.ts#twice', 'CALLS', 'a.ts#over')).toEqual({
    line: '4',
    count: '2',
    callKind: 'call',
  });
  expect(program.from('a.ts#once', 'CALLS')).toEqual(['a.ts#twice']);
  expect(program.from('a.ts#default', 'CALLS')).toEqual(['a.ts#once']);
});

test('classes: constructors, super, fields, accessors, private names, overrides and parameter properties', async () => {
  const program = await analyzed({
    'a.ts': `
      export interface Shape { area(): number }
      export class Base { constructor() {} area() { return 1; } static make() { return new this(); } }
      export class Square extends Base implements Shape {
        #side = 1;
        constructor(private readonly scale: number) { super(); this.#side++; }
        get side() { return this.#side; }
        set side(value) { this.#side = value; }
        override area() { return super.area() * this.scale; }
        protected grow = () => { this.side = 2; };
      }
      export class Child extends Square {}
      export const make = () => new Child(2);
    `,
  });
  expect(program.from('a.ts#Square')).toEqual(['EXTENDS a.ts#Base', 'IMPLEMENTS a.ts#Shape']);
  expect(program.edge('a.ts#Square.area', 'IMPLEMENTS', 'a.ts#Base.area')).toEqual({
    override: 'true',
    via: 'extends',
  });
  expect(program.edge('a.ts#Square.area', 'IMPLEMENTS', 'a.ts#Shape.area')).toEqual({
    override: 'true',
    via: 'implements',
  });
  expect(program.from('a.ts#Square.area', 'CALLS')).toEqual(['a.ts#Base.area']);
  expect(program.from('a.ts#Square.area', 'READS')).toEqual(['a.ts#Square.scale']);
  expect(program.edge('a.ts#Square.constructor', 'CALLS', 'a.ts#Base.constructor')).toEqual({
    callKind: 'super',
  });
  expect(program.from('a.ts#Square.constructor', 'WRITES')).toEqual(['a.ts#Square.#side']);
  expect(program.kind('a.ts#Square.side')).toBe('Method/getter');
  expect(program.kind('a.ts#Square.side=')).toBe('Method/setter');
  expect(program.from('a.ts#Square.grow', 'WRITES')).toEqual(['a.ts#Square.side=']);
  // A class without a constructor is made by the one it inherits.
  expect(program.from('a.ts#make', 'CALLS')).toEqual(['a.ts#Child', 'a.ts#Square.constructor']);
  const visibility = (id: string) => program.node(id).attributes.visibility;
  expect(visibility('a.ts#Square.#side')).toBe('private');
  expect(visibility('a.ts#Square.scale')).toBe('private');
  expect(visibility('a.ts#Square.grow')).toBe('protected');
  expect(visibility('a.ts#Square.area')).toBe('public');
});

test('a function that is handed on is read as a value, in a shorthand property too', async () => {
  const program = await analyzed({
    'a.ts': `
      function write() {}
      function run(f: () => void) { f(); }
      export function start() { run(write); const bag = { write }; return bag; }
    `,
  });
  expect(program.from('a.ts#start', 'CALLS')).toEqual(['a.ts#run']);
  expect(program.attributes('a.ts#start', 'READS', 'a.ts#write')).toMatchObject({
    asValue: 'true',
    count: '2',
  });
  expect(program.edge('a.ts#run', 'CALLS', 'a.ts#run.f')).toEqual({ callKind: 'call', viaValue: 'true' });
});

test('members of an object that an interface types fulfil its members', async () => {
  const program = await analyzed({
    'a.ts': `
      export interface Plugin { name: string; run(x: number): void; stop?: () => void }
      function helper(x: number) { return x; }
      export const plugin: Plugin = { name: 'p', run(x) { helper(x); }, stop: () => { helper(1); } };
      export function use(given: Plugin) { given.run(1); }
      use({ name: 'q', run: helper });
    `,
  });
  expect(program.kind('a.ts#plugin.run')).toBe('Method/method');
  expect(program.kind('a.ts#plugin.stop')).toBe('Function/property-fn');
  expect(program.edge('a.ts#plugin.run', 'IMPLEMENTS', 'a.ts#Plugin.run')).toEqual({ structural: 'true' });
  expect(program.from('a.ts#plugin.stop')).toEqual(['CALLS a.ts#helper', 'IMPLEMENTS a.ts#Plugin.stop']);
  expect(program.from('a.ts#use', 'CALLS')).toEqual(['a.ts#Plugin.run']);
  expect(program.into('a.ts#Plugin.run', 'IMPLEMENTS')).toEqual(['a.ts#plugin.run', 'a.ts#run']);
});

test("what the initial value of a module's constant calls is called by the constant and by the module", async () => {
  const program = await analyzed({
    'a.ts': `
      const wrap = <F>(f: F) => f;
      function inner() {}
      function outer() {}
      export const made = wrap(() => { inner(); });
      export const taken = wrap(outer);
    `,
  });
  expect(program.kind('a.ts#made')).toBe('Function/variable-fn');
  expect(program.from('a.ts#made', 'CALLS')).toEqual(['a.ts#inner', 'a.ts#wrap']);
  // Loading the module calls what makes the value, not what the value does when it is called.
  expect(program.from('a.ts', 'CALLS')).toEqual(['a.ts#wrap']);
  expect(program.edge('a.ts', 'READS', 'a.ts#outer')).toEqual({ asValue: 'true' });
});

test('re-exports, also by `export *`, lead to the declaration', async () => {
  const program = await analyzed({
    'lib/core.ts': 'export const used = () => 1; export class Thing {} export type Kind = string;',
    'lib/index.ts':
      "export * from './core.js'; export { used as renamed } from './core.js'; export * as core from './core.js';",
    'main.ts': `
      import { used, renamed, Thing, core, type Kind } from './lib/index.js';
      export const run = (kind: Kind) => [used(), renamed(), new Thing(), core.used(), kind];
    `,
  });
  expect(program.attributes('main.ts#run', 'CALLS', 'lib/core.ts#used')).toMatchObject({ count: '3' });
  expect(program.edge('main.ts#run', 'CALLS', 'lib/core.ts#Thing')).toEqual({ callKind: 'new' });
  expect(program.edge('main.ts#run', 'READS', 'lib/core.ts#Kind')).toEqual({ ref: 'type' });
  expect(program.edge('lib/index.ts', 'IMPORTS', 'lib/core.ts')).toEqual({ reexport: '*' });
  expect(program.edge('lib/index.ts', 'IMPORTS', 'lib/core.ts#used')).toEqual({ reexport: 'true' });
  expect(program.from('main.ts', 'IMPORTS')).toEqual([
    'lib/core.ts',
    'lib/core.ts#Kind',
    'lib/core.ts#Thing',
    'lib/core.ts#used',
    'lib/index.ts',
  ]);
});

test('a type and a value of one name are two nodes, merged declarations are one', async () => {
  const program = await analyzed({
    'a.ts': `
      export interface Box { a: number }
      export interface Box { b: number }
      export const Box = { of: (a: number): Box => ({ a, b: a }) };
      export class Tool {}
      export namespace Tool { export const size = 1; }
      export const use = (box: Box) => [Box.of(1), box.b, Tool.size];
    `,
  });
  expect(program.node('a.ts#Box~type').attributes).toMatchObject({ subkind: 'interface', declarations: '2' });
  expect(program.kind('a.ts#Box')).toBe('Variable/variable');
  expect(program.kind('a.ts#Tool')).toBe('Class/class');
  expect(program.edge('a.ts#use', 'READS', 'a.ts#Box~type')).toEqual({ ref: 'type' });
  expect(program.edge('a.ts#use', 'READS', 'a.ts#Box')).toEqual({});
  expect(program.from('a.ts#use', 'CALLS')).toEqual(['a.ts#Box.of']);
  expect(program.from('a.ts#use', 'READS')).toContain('a.ts#Tool.size');
});

test('enums, namespaces, decorators, tagged templates, using, throw and dynamic import', async () => {
  const program = await analyzed({
    'tsconfig.json': '{ "compilerOptions": { "lib": ["ESNext"] } }',
    'b.ts': 'export const late = () => 1;',
    'a.ts': `
      enum Color { Red, Green = 2 }
      namespace Deep { export namespace Deeper { export const here = Color.Red; } }
      const logged = (target: unknown, _: unknown) => target as any;
      class Failure extends Error {}
      class Open { @logged @logged read() {} [Symbol.dispose]() {} }
      const tag = (parts: TemplateStringsArray) => parts;
      export async function all() {
        using open = new Open();
        tag\`x\`;
        const { late } = await import('./b.js');
        late();
        if (Deep.Deeper.here) throw new Failure();
      }
    `,
  });
  expect(program.node('a.ts#Open.read').attributes.decorators).toBe('logged,logged');
  expect(program.edge('a.ts#Open.read', 'CALLS', 'a.ts#logged')).toEqual({ callKind: 'decorator' });
  expect(program.from('a.ts#Deep.Deeper.here', 'READS')).toEqual(['a.ts#Color', 'a.ts#Color.Red']);
  expect(program.edge('a.ts#all', 'CALLS', 'a.ts#tag')).toEqual({ callKind: 'tagged' });
  expect(program.from('a.ts#all', 'RAISES')).toEqual(['a.ts#Failure']);
  expect(program.edge('a.ts', 'IMPORTS', 'b.ts')).toEqual({ dynamic: 'true' });
  expect(program.from('a.ts#all', 'READS')).toContain('b.ts#late');
  expect(program.kind('a.ts#Open.[Symbol.dispose]')).toBe('Method/method');
});

test('a class that a function makes is read by it, and a value is told from an imported type of its name', async () => {
  const program = await analyzed({
    'type.ts': 'export interface Stream { x: 1 }',
    'a.ts': `
      import type { Stream } from './type.js';
      const Stream: { new (): Stream } = function () {} as any;
      export const make = (): Stream => new Stream();
      export const mixin = (Base: new () => object) => class extends Base { run() {} };
      export const Named = class {};
    `,
  });
  expect(program.edge('a.ts#mixin', 'READS', 'a.ts#mixin.class')).toEqual({ asValue: 'true' });
  expect(program.from('a.ts#make', 'CALLS')).toEqual(['a.ts#Stream']);
  expect(program.from('a.ts#make', 'READS')).toEqual(['type.ts#Stream']);
  expect(program.from('a.ts', 'READS')).not.toContain('a.ts#Named');
});

test('JSX: components are called, attributes are written, values in braces are read', async () => {
  const program = await analyzed({
    'a.tsx': `
      interface Props { onPress: () => void }
      declare namespace JSX { interface IntrinsicElements { b: object } interface ElementAttributesProperty { props: {} } }
      const Button = (props: Props) => { props.onPress(); return null; };
      const press = () => {};
      export const Page = () => <b><Button onPress={press} /></b>;
    `,
  });
  expect(program.edge('a.tsx#Page', 'CALLS', 'a.tsx#Button')).toEqual({ callKind: 'jsx' });
  expect(program.edge('a.tsx#Page', 'READS', 'a.tsx#press')).toEqual({ asValue: 'true' });
  expect(program.from('a.tsx#Page', 'WRITES')).toEqual(['a.tsx#Props.onPress']);
});

test('CommonJS and JavaScript: require, exports, prototypes and functions as classes', async () => {
  const program = await analyzed({
    'lib.js': `
      function Queue() { this.items = []; }
      Queue.prototype.push = function (item) { this.items.push(item); helper(); };
      function helper() {}
      exports.Queue = Queue;
      exports.make = function () { return new Queue(); };
    `,
    'main.js': `
      const { make, Queue } = require('./lib');
      const lib = require('./lib.js');
      make().push(1);
      module.exports = { start() { lib.make(); return Queue; } };
    `,
  });
  expect(program.edge('main.js', 'IMPORTS', 'lib.js')).toEqual({});
  expect(program.node('lib.js#make').attributes).toMatchObject({ exported: 'true', language: 'javascript' });
  expect(program.from('lib.js#make', 'CALLS')).toEqual(['lib.js#Queue']);
  expect(program.from('lib.js#Queue.push', 'CALLS')).toContain('lib.js#helper');
  expect(program.from('main.js', 'CALLS')).toEqual(
    expect.arrayContaining(['lib.js#Queue.push', 'lib.js#make']),
  );
  expect(program.from('main.js#"module.exports".start', 'CALLS')).toEqual(['lib.js#make']);
});

test('positions count bytes of UTF-8, a byte order mark included', async () => {
  const program = await analyzed({ 'a.ts': '\uFEFF/* é */ const x = 1;\nconst ü = "😀", y = 2;\n' });
  expect(program.node('a.ts#x').span).toEqual({
    startByte: 18,
    endByte: 23,
    startLine: 1,
    endLine: 1,
    startColumn: 14,
    endColumn: 19,
  });
  expect(program.node('a.ts#y').span).toMatchObject({ startByte: 44, endByte: 49, startLine: 2 });
});

test('ids do not depend on positions; equal names in one place are counted', async () => {
  const text = 'export function f() { { const x = 1; x; } { const x = 2; x; } }';
  const before = await analyzed({ 'a.ts': text });
  const after = await analyzed({ 'a.ts': `const other = 1;\n\n/** Moved. */\n${text}` });
  expect(before.ids).toEqual(['a.ts', 'a.ts#f', 'a.ts#f.x', 'a.ts#f.x~2']);
  expect(after.ids).toEqual([...before.ids, 'a.ts#other'].sort());
});

test('what is outside has nodes of its own: libraries, built-in modules, packages that are not installed', async () => {
  const program = await analyzed({
    'a.ts': `
      import { readFile } from 'node:fs';
      import * as all from 'not-installed/sub';
      export const run = () => [1].map(String).concat(readFile(), all.start());
    `,
  });
  expect(program.node('npm:typescript#Array.map')).toMatchObject({
    kind: 'Method',
    file: '',
    attributes: { external: 'true', package: 'typescript' },
  });
  expect(program.from('a.ts#run', 'CALLS')).toEqual([
    'node:fs#readFile',
    'npm:not-installed#start',
    'npm:typescript#Array.concat',
    'npm:typescript#Array.map',
  ]);
  expect(program.from('a.ts', 'IMPORTS')).toContain('npm:not-installed');
});

test('what makes an object makes the literals in it, and so what these hold', async () => {
  const program = await analyzed({
    'a.ts': [
      'export const make = () => ({',
      '  plain: 1,',
      '  outer: { run: () => 1, inner: { deep() {} } },',
      '});',
    ].join('\n'),
  });
  expect(program.attributes('a.ts#make', 'WRITES', 'a.ts#make.outer')).toEqual({ line: '3', count: '1' });
  expect(program.into('a.ts#make.outer.inner')).toEqual(['WRITES a.ts#make.outer']);
  expect(program.into('a.ts#make.plain')).toEqual([]);
});

test('an instance that is handed on by its shape alone is read member by member as far as the shape goes, and keys lead to members', async () => {
  const program = await analyzed({
    'a.ts': `
      interface Runner { run(): void }
      class Shaped { run() {} rest() {} }
      class Said implements Runner { run() {} }
      function go(runner: Runner) { runner.run(); }
      export function direct() { go(new Shaped()); }
      export function named() { const one = new Shaped(); go(one); }
      export function said() { go(new Said()); }
      function bound<R extends Runner>(runner: R) { runner.run(); }
      export function generic() { bound(new Shaped()); }
      export function keyed(one: Shaped, key: 'run' | 'rest') { one[key](); }
    `,
  });
  expect(program.into('a.ts#Shaped.run')).toEqual([
    'CALLS a.ts#keyed',
    'READS a.ts#direct',
    'READS a.ts#generic',
    'READS a.ts#named',
  ]);
  expect(program.edge('a.ts#direct', 'READS', 'a.ts#Shaped.run')).toEqual({ structural: 'true' });
  expect(program.into('a.ts#Shaped.rest')).toEqual(['CALLS a.ts#keyed']);
  expect(program.into('a.ts#Said.run')).toEqual([]);
});
