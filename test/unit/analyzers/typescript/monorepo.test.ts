import { expect, test, vi } from 'vitest';
import { analyzed, type Files } from '../../../support/analyzed-program.ts';

vi.setConfig({ testTimeout: 60_000 });

const OPTIONS = '"lib": ["ES5"], "types": [], "strict": true';

/**
 * Packages that know one another by name, by subpath, by path mapping
 * and by what a compiler would make of them.
 */
const MONOREPO: Files = {
  'package.json': '{ "name": "root", "private": true, "workspaces": ["packages/*"] }',
  'pnpm-workspace.yaml': 'packages: ["packages/*"]',
  'tsconfig.json': `{ "files": [], "references": [{ "path": "packages/core" }], "compilerOptions": { ${OPTIONS}, "paths": { "@app/*": ["./packages/app/src/*"] } } }`,
  'packages/core/package.json': JSON.stringify({
    name: '@acme/core',
    exports: {
      '.': { types: './dist/index.d.ts', import: './dist/index.js' },
      './deep/*': './dist/deep/*.js',
    },
  }),
  'packages/core/tsconfig.json': `{ "compilerOptions": { ${OPTIONS}, "composite": true, "outDir": "dist", "rootDir": "src" } }`,
  'packages/core/src/index.ts':
    "export function core() { return 1; } export { inner as renamed } from './deep/inner.js';",
  'packages/core/src/deep/very/far.ts': 'export const far = 1;',
  'packages/core/src/deep/inner.ts': 'export function inner() { return 2; } export function hidden() {}',
  'packages/core/dist/index.js': 'export function core() { return 1; }',
  'packages/core/dist/index.d.ts': 'export declare function core(): number;',
  'packages/old/package.json': '{ "name": "old", "main": "lib/main.js", "types": "lib/main.d.ts" }',
  'packages/old/src/main.ts': 'export class Old { run() {} }',
  'packages/app/package.json':
    '{ "name": "app", "bin": "./dist/cli.js", "scripts": { "build": "node scripts/build.js" } }',
  'packages/app/tsconfig.json': `{ "extends": "../../tsconfig.json", "references": [], "compilerOptions": { "outDir": "dist" } }`,
  'packages/app/src/cli.ts': "import { start } from '@app/start'; start();",
  'packages/app/src/start.ts': `
    import { core, renamed } from '@acme/core';
    import { inner } from '@acme/core/deep/inner';
    import { Old } from 'old';
    export function start() { core(); renamed(); inner(); new Old().run(); }
  `,
  'packages/app/scripts/build.js': 'console.log(1);',
  'packages/app/test/start.test.ts': "import { start } from '../src/start.js'; start();",
};

test('no edge between the packages of a repository is lost', async () => {
  const program = await analyzed(MONOREPO);
  expect(program.from('packages/app/src/start.ts#start', 'CALLS')).toEqual([
    'packages/core/src/deep/inner.ts#inner',
    'packages/core/src/index.ts#core',
    'packages/old/src/main.ts#Old',
    'packages/old/src/main.ts#Old.run',
  ]);
  expect(program.from('packages/app/src/cli.ts', 'CALLS')).toEqual(['packages/app/src/start.ts#start']);
  expect(program.graph.nodes.filter(({ file, kind }) => file === '' && kind === 'Module')).toEqual([]);
  expect(program.origin?.coverage?.skipped).toEqual({ compiled: 2 });
});

test('entry points, their public symbols, tests and scripts follow from the manifests', async () => {
  const program = await analyzed(MONOREPO);
  const fact = (id: string, name: string) => program.node(id).attributes[name];
  expect(fact('packages/core/src/index.ts', 'entry')).toBe('manifest');
  expect(fact('packages/core/src/deep/inner.ts', 'entry')).toBe('manifest');
  expect(fact('packages/core/src/deep/very/far.ts', 'entry')).toBe('manifest');
  expect(fact('packages/app/src/cli.ts', 'entry')).toBe('manifest');
  expect(fact('packages/app/scripts/build.js', 'entry')).toBe('script');
  expect(fact('packages/app/test/start.test.ts', 'entry')).toBe('test');
  expect(fact('packages/app/test/start.test.ts', 'test')).toBe('true');
  expect(fact('packages/core/src/index.ts#core', 'api')).toBe('true');
  expect(fact('packages/core/src/deep/inner.ts#inner', 'api')).toBe('true');
  expect(fact('packages/old/src/main.ts#Old.run', 'api')).toBe('true');
  expect(fact('packages/app/src/start.ts#start', 'exported')).toBe('true');
  expect(fact('packages/app/src/start.ts#start', 'api')).toBeUndefined();
  expect(fact('packages/core/src/deep/inner.ts#hidden', 'api')).toBe('true');
});

test('what only one entry re-exports is public, what it leaves out is not', async () => {
  const program = await analyzed({
    'tsconfig.json': `{ "compilerOptions": { ${OPTIONS} } }`,
    'package.json': '{ "name": "one", "exports": "./dist/index.js" }',
    'src/index.ts': "export { Open } from './open.js'; export * as tools from './tools.js';",
    'src/open.ts': 'export class Open { run() {} private hide() {} #own = 1 } export class Closed {}',
    'src/tools.ts': 'export const hammer = () => 1;',
  });
  const isPublic = program.graph.nodes
    .filter(({ attributes }) => attributes.api === 'true')
    .map(({ id }) => id);
  expect(isPublic.sort()).toEqual([
    'src/open.ts#Open',
    'src/open.ts#Open.run',
    'src/tools.ts',
    'src/tools.ts#hammer',
  ]);
});

test('inherited members are public with their class; where all entries are named, nothing else is', async () => {
  const sources = {
    'main.ts': "import { Parent } from './parent';\nexport default class Client extends Parent {}\n",
    'parent.ts': 'export class Parent { open() {} private own() {} }\nexport class Other { close() {} }\n',
  };
  const api = async (manifest: object): Promise<Record<string, string | undefined>> => {
    const program = await analyzed({ ...sources, 'package.json': JSON.stringify(manifest) });
    const ids = ['Parent.open', 'Parent.own', 'Other', 'Other.close'].map((name) => `parent.ts#${name}`);
    return Object.fromEntries(ids.map((id) => [id.slice(10), program.node(id).attributes.api]));
  };
  expect(await api({ name: 'p', main: './main.ts' })).toEqual({ 'Parent.open': 'true' });
  expect(await api({ name: 'p', exports: './main.ts' })).toEqual({
    'Parent.open': 'true',
    'Parent.own': 'false',
    Other: 'false',
    'Other.close': 'false',
  });
});
