import type { LabelledProgram } from './labelled-program.ts';

const MANIFEST = { 'package.json': '{"name":"sample","exports":"./main.ts"}' };

/** Programs for the rules by which something lives, and for the doubts about what does not. */
export const TYPESCRIPT_PROGRAMS: readonly LabelledProgram[] = [
  {
    about: 'a reference gives life, a call or a value',
    files: {
      'run.ts': `#!/usr/bin/env node
function called() { helper(); } //: alive
function helper() {} //: alive
function handed() {} //: alive
function idle() { onlyFromIdle(); } //: dead
function onlyFromIdle() {} //: dead
called();
[1].forEach(handed);
export {};
`,
    },
  },
  {
    about: 'what only refers to itself is dead, also in a circle',
    files: {
      'run.ts': `function self(n: number): number { return n === 0 ? 0 : self(n - 1); } //: dead
function ping() { pong(); } //: dead
function pong() { ping(); } //: dead
export {};
`,
    },
  },
  {
    about: 'the container of what lives is alive, what else is in it is not',
    files: {
      'run.ts': `class Tools { //: alive
  static used() {} //: alive
  static idle() {} //: doubt public-member
}
function outer() { //: alive
  function inner() {} //: alive
  function unused() {} //: dead
  return inner;
}
Tools.used();
outer()();
export {};
`,
    },
  },
  {
    about: 'constructors and fields live with their class',
    files: {
      'run.ts': `function make() { return 1; } //: alive
class Box { //: alive
  value = make();
  constructor() { this.start(); } //: alive
  start() {} //: alive
  stop() {} //: doubt public-member
}
class Never { //: dead
  constructor() {} //: dead
}
new Box();
export {};
`,
    },
  },
  {
    about: 'functions of object literals live with what makes the object, in nested ones too',
    files: {
      'run.ts': `function start(handlers: Record<string, unknown>) { return handlers; } //: alive
start({
  open() {}, //: alive
  close: () => 1, //: alive
  more: { deep() {}, list: [{ deeper: () => 2 }] }, //: alive
});
function unused() { //: dead
  return { gone() {} }; //: dead
}
export {};
`,
    },
  },
  {
    about: 'a method lives that overrides a living member, if its class lives',
    files: {
      'run.ts': `abstract class Shape { //: alive
  abstract area(): number; //: alive
}
class Square extends Shape { //: alive
  area() { return 1; } //: alive
  spare() { return 2; } //: doubt public-member
}
class Circle extends Shape { //: dead
  area() { return 3; } //: dead
}
const shapes: Shape[] = [new Square()];
shapes[0]?.area();
export {};
`,
    },
  },
  {
    about: 'an object that has the shape of an interface is called through it',
    files: {
      'run.ts': `interface Runner { run(): void }
class Direct implements Runner { //: alive
  run() {} //: alive
}
class ByShape { //: alive
  run() {} //: alive
  rest() {} //: doubt public-member
}
class ByName { //: alive
  run() {} //: alive
}
function go(runner: Runner) { runner.run(); } //: alive
go(new Direct());
go(new ByShape());
const named = new ByName();
go(named);
export {};
`,
    },
  },
  {
    about: 'users of a package reach what its entry exports, through re-exports too',
    files: {
      ...MANIFEST,
      'main.ts': `export * from './all';
export { picked } from './some';
export function own() {} //: alive
function hidden() {} //: dead
`,
      'all.ts': 'export function starred() {} //: alive\n',
      'some.ts': `export function picked() {} //: alive
export function left() {} //: dead
`,
    },
  },
  {
    about: 'of a package without `exports` any file may be imported, so what is exported is in doubt',
    files: {
      'package.json': '{"name":"sample","main":"./main.ts"}',
      'main.ts': "import { Parent } from './parent';\nexport default class extends Parent {} //: alive\n",
      'parent.ts': `export class Parent { //: alive
  inherited() {} //: alive
  private own() {} //: dead
}
export class Other { //: doubt exported
  open() {} //: doubt exported
  private close() {} //: dead
}
export function left() {} //: doubt exported
function inner() {} //: dead
`,
    },
  },
  {
    about: 'members of a class that users get live, private ones do not by that',
    files: {
      ...MANIFEST,
      'main.ts': `export class Client { //: alive
  open() { this.#connect(); } //: alive
  get state() { return 1; } //: alive
  #connect() {} //: alive
  #never() {} //: dead
  private old() {} //: dead
}
`,
    },
  },
  {
    about: 'what only tests reach is test-only',
    files: {
      ...MANIFEST,
      'main.ts': 'export function own() {} //: alive\n',
      'helper.ts': `export function forTests() { deeper(); } //: test-only
function deeper() {} //: test-only
`,
      'main.test.ts': "import { forTests } from './helper';\nforTests();\n",
    },
  },
  {
    about: 'a decorator that registers is an entry, another one a doubt, a harmless one neither',
    files: {
      'run.ts': `declare const Injectable: (target: unknown, context: unknown) => void;
declare const custom: (target: unknown, context: unknown) => void;
@Injectable //: alive
class Registered {}
@custom //: doubt decorated
class Marked {}
class Plain {} //: dead
export {};
`,
    },
  },
  {
    about: 'what inherits from another package may be called by it',
    files: {
      'run.ts': `import { Component } from 'framework';
class Panel extends Component { //: alive
  render() { return this.part(); } //: doubt overrides-external
  part() { return 1; } //: doubt overrides-external
}
new Panel();
`,
    },
  },
  {
    about: 'names that the language calls by itself',
    files: {
      'run.ts': `class Money { //: alive
  toJSON() { return cents(); } //: doubt protocol-name
  toString() { return 'one'; } //: doubt protocol-name
  spend() {} //: doubt public-member
}
function cents() { return 1; } //: doubt follows-doubtful
export const text = JSON.stringify(new Money());
`,
    },
  },
  {
    about: 'types are judged apart from what runs',
    files: {
      'run.ts': `interface Unused { go(): void } //: not judged
type Alias = string; //: not judged
function over(a: string): void;
function over(a: number): void;
function over(_a: unknown): void {} //: alive
over(1);
`,
    },
  },
  {
    about: 'imports of every form lead to what they mean',
    files: {
      'run.ts': `import standard, * as everything from './lib';
import { type Shape, named as other } from './lib';
standard();
everything.byNamespace();
other();
void import('./lazy').then(({ lazy }) => lazy());
export type Kept = Shape;
`,
      'lib.ts': `export default function () {} //: alive
export function byNamespace() {} //: alive
export function named() {} //: alive
export interface Shape { x: number }
function inFile() {} //: dead
`,
      'lazy.ts': 'export function lazy() {} //: alive\n',
    },
  },
  {
    about: 'accessors live by reads and writes of their own',
    files: {
      'run.ts': `class Store { //: alive
  get size() { return 1; } //: alive
  set size(_value: number) {} //: doubt public-member
  set limit(_value: number) {} //: alive
  get unread() { return 1; } //: doubt public-member
}
const store = new Store();
store.limit = store.size;
export {};
`,
    },
  },
  {
    about: 'a component of JSX is called',
    files: {
      'tsconfig.json': '{"compilerOptions":{"jsx":"preserve"}}',
      'run.tsx': `function Shown() { return null; } //: alive
function Hidden() { return null; } //: dead
export const page = <Shown />;
`,
    },
  },
  {
    about: 'a script of the manifest and a configuration file begin something',
    files: {
      'package.json': '{"name":"sample","exports":"./main.ts","scripts":{"make":"node tools/make.js"}}',
      'main.ts': 'export const one = 1;\n',
      'tools/make.js': 'function make() {} //: alive\nmake();\n',
      'some.config.ts': "import { setUp } from './set-up';\nexport default setUp();\n",
      'set-up.ts': 'export function setUp() {} //: alive\n',
    },
  },
  {
    about: 'a member is used by a key whose type says which it is, and by destructuring',
    files: {
      'run.ts': `class Events { //: alive
  open() { return 1; } //: alive
  close() { return 2; } //: alive
  other() { return 3; } //: doubt public-member
  get size() { return 4; } //: alive
}
function run(events: Events, key: 'open' | 'close') { return events[key](); } //: alive
const events = new Events();
const { size } = events;
console.log(run(events, size > 1 ? 'open' : 'close'));
export {};
`,
    },
  },
  {
    about: 'what a base class calls lives in the classes that extend it, mixins and static members too',
    files: {
      'run.ts': `abstract class Base { //: alive
  run() { this.hook(); } //: alive
  protected abstract hook(): void; //: alive
  static make() { return new One(); } //: alive
}
class One extends Base { //: alive
  protected hook() {} //: alive
  private spare() {} //: dead
}
type Constructor = new (...given: any[]) => object;
const Named = <B extends Constructor>(base: B) => class extends base { //: alive
  label() { return 'x'; } //: alive
  unused() { return 'y'; } //: doubt public-member
};
class Mixed extends Named(Object) {} //: alive
new Mixed().label();
One.make().run();
export {};
`,
    },
  },
  {
    about:
      'CommonJS: what requires and exports lead to lives; the rest is in doubt, for its exports are not followed',
    files: {
      'package.json': '{"name":"sample","main":"./main.js"}',
      'main.js': `const { helper } = require('./helper');
function listed() { return helper(); } //: alive
function hidden() {} //: doubt exported
module.exports = { listed };
`,
      'helper.js': `function helper() {} //: alive
function idle() {} //: doubt exported
module.exports = { helper };
`,
    },
  },
  {
    about: 'a generic bound, a promise and an assertion take a class by its shape',
    files: {
      'run.ts': `interface Runner { run(): void }
class Promised { //: alive
  run() {} //: alive
}
class Asserted { //: alive
  run() {} //: alive
}
class Given { //: alive
  run() {} //: alive
  rest() {} //: doubt public-member
}
function go<R extends Runner>(runner: R) { runner.run(); } //: alive
const later = async (): Promise<Runner> => new Promised(); //: alive
go(new Given());
go(new Asserted() as Runner);
void later().then(go);
export {};
`,
    },
  },
];
