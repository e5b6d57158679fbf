import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { typescriptAnalyzer } from '../../../../src/analyzers/index.ts';
import { canonicalGraph } from '../../../../src/graph.ts';
import { openStore, type SerializableGraph } from '../../../../src/index.ts';
import { analyzeRepository, originOf } from '../../../../src/repository/index.ts';
import { analyzedFolder, type Files, folderOf, writeFiles } from '../../../support/analyzed-program.ts';

vi.setConfig({ testTimeout: 600_000 });

/** A small library and no global types, so that a program is compiled in a moment. */
const CONFIG: Files = {
  'tsconfig.json': '{ "compilerOptions": { "lib": ["ES5"], "types": [], "strict": true } }',
  'package.json': '{ "name": "whole", "exports": "./dist/index.js" }',
};

/** Rows in one order, with metadata left out. */
function rowsOf(graph: SerializableGraph | undefined) {
  if (graph === undefined) throw new Error('nothing is stored');
  const { nodes, edges } = canonicalGraph(graph);
  return { nodes, edges };
}

/**
 * Takes a folder through states, and after each compares what is
 * stored with what an analysis of the whole gives.
 */
async function through(states: readonly Files[]): Promise<readonly string[]> {
  const folder = await folderOf(CONFIG);
  await using store = await openStore('memory:');
  const outcomes: string[] = [];
  let before: Files = {};
  for (const state of states) {
    for (const gone of Object.keys(before).filter((file) => !(file in state))) await rm(join(folder, gone));
    await writeFiles(folder, state);
    before = state;
    const { outcome, analysis } = await analyzeRepository(store, folder, typescriptAnalyzer(), {
      repoId: 'program',
    });
    outcomes.push(outcome);
    const whole = await analyzedFolder(folder);
    expect(rowsOf(await store.graph.loadGraph('program'))).toEqual(rowsOf(whole.graph));
    expect(originOf(analysis)?.coverage).toEqual(whole.origin?.coverage);
  }
  return outcomes;
}

const FILES = ['a', 'b', 'c', 'index'] as const;
const NAMES = ['f', 'g', 'K'] as const;

/** One line of a module: a declaration, or a way to hand names on. */
const line = fc.oneof(
  fc.record({
    is: fc.constant('function' as const),
    name: fc.constantFrom(...NAMES),
    typed: fc.boolean(),
    calls: fc.constantFrom(...NAMES),
    from: fc.constantFrom(...FILES),
  }),
  fc.record({
    is: fc.constant('class' as const),
    name: fc.constantFrom(...NAMES),
    from: fc.constantFrom(...FILES),
  }),
  fc.record({
    is: fc.constant('const' as const),
    name: fc.constantFrom(...NAMES),
    from: fc.constantFrom(...FILES),
  }),
  fc.record({ is: fc.constant('star' as const), from: fc.constantFrom(...FILES) }),
  fc.record({
    is: fc.constant('hand on' as const),
    name: fc.constantFrom(...NAMES),
    from: fc.constantFrom(...FILES),
  }),
);
type Line = typeof line extends fc.Arbitrary<infer Value> ? Value : never;

function textOf(lines: readonly Line[]): string {
  const given = new Set<string>();
  return lines
    .map((each, index) => {
      if ('name' in each) {
        if (given.has(each.name)) return '';
        given.add(each.name);
      }
      const other = `x${index}`;
      const all = 'from' in each ? `import * as ${other} from './${each.from}.js';` : '';
      if (each.is === 'star') return `export * from './${each.from}.js';`;
      if (each.is === 'hand on') return `export { ${each.name} } from './${each.from}.js';`;
      if (each.is === 'class')
        return `${all} export class ${each.name} extends ${other}.K { m() { return this.n; } n = ${other}.f; }`;
      if (each.is === 'const') return `${all} export const ${each.name} = ${other}.g();`;
      const body = `{ const v = new ${other}.K(); v.m(); return ${other}.${each.calls}(); }`;
      return `${all} export function ${each.name}()${each.typed ? ': number' : ''} ${body}`;
    })
    .join('\n');
}

const lines = fc.array(line, { minLength: 1, maxLength: 3 });

/** A project of four files, then edits of one file each; without lines it is deleted. */
const history = fc
  .record({
    first: fc.tuple(lines, lines, lines, lines),
    edits: fc.array(fc.record({ file: fc.constantFrom(...FILES), lines: fc.option(lines, { freq: 4 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
  })
  .map(({ first, edits }) => {
    const states = [new Map(FILES.map((file, index) => [file, first[index] ?? []]))];
    for (const { file, lines: next } of edits) {
      const after = new Map(states.at(-1));
      if (next === null) after.delete(file);
      else after.set(file, next);
      states.push(after);
    }
    return states.map((files) =>
      Object.fromEntries([...files].map(([name, each]) => [`src/${name}.ts`, textOf(each)])),
    );
  });

test('what is analysed after changes is what an analysis of the whole gives', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (states) => {
      await through(states);
    }),
    { numRuns: 25 },
  );
});

const CORE = 'export function used(): number { return 1; } export function made() { return { deep: used }; }';
const MAIN = "import { used, made } from './index.js'; export const run = () => [used(), made().deep()];";
const BASE: Files = {
  'src/core.ts': CORE,
  'src/index.ts': "export * from './core.js';",
  'src/main.ts': MAIN,
};

test('a declaration that moves to another file moves the edges of files that did not change', async () => {
  const outcomes = await through([
    BASE,
    {
      'src/core.ts': 'export function made() { return { deep: 1 }; }',
      'src/other.ts': 'export function used() { return 2; }',
      'src/index.ts': "export * from './core.js'; export * from './other.js';",
      'src/main.ts': MAIN,
    },
  ]);
  expect(outcomes).toEqual(['whole', 'changes']);
});

test('a barrel, a renamed file, a deleted file and one that comes back', async () => {
  const renamed = {
    'src/kernel.ts': CORE,
    'src/index.ts': "export * from './kernel.js';",
    'src/main.ts': MAIN,
  };
  const { 'src/core.ts': _, ...gone } = BASE;
  const outcomes = await through([
    BASE,
    renamed,
    gone,
    BASE,
    { ...BASE, 'src/index.ts': "export { used } from './core.js';" },
  ]);
  expect(outcomes).toEqual(['whole', 'changes', 'changes', 'changes', 'changes']);
});

test('a new file that an import finds first, a script and a declared module', async () => {
  await through([
    {
      'src/main.ts': "import { a } from './lib'; a(); shared();",
      'src/lib/index.ts': 'export const a = () => 1;',
    },
    {
      'src/main.ts': "import { a } from './lib'; a(); shared();",
      'src/lib/index.ts': 'export const a = () => 1;',
      'src/lib.ts': 'export function a() {}',
      'src/globals.ts': 'function shared() {}',
    },
    {
      'src/main.ts': "import { a } from './lib'; a(); shared();",
      'src/lib.ts': "export function a() {}; declare module './other' { interface Box { size: number } }",
      'src/other.ts': 'export interface Box { name: string }',
      'src/globals.ts': 'const shared = () => 1;',
    },
  ]);
});

test('what only an entry made public is read again when the entry goes', async () => {
  const { 'src/index.ts': _, ...without } = BASE;
  await through([BASE, { ...without, 'src/main.ts': 'export const run = 1;' }]);
});

test('a change inside a function that says what it returns is read alone', async () => {
  const folder = await folderOf({ ...CONFIG, ...BASE });
  await using store = await openStore('memory:');
  const phases: string[] = [];
  const analyzer = typescriptAnalyzer();
  await analyzeRepository(store, folder, analyzer, { repoId: 'program' });
  await writeFiles(folder, { 'src/core.ts': CORE.replace('return 1', '/* why */ made(); return 1') });
  const { outcome, report } = await analyzeRepository(store, folder, analyzer, {
    repoId: 'program',
    onProgress: ({ phase, total }) => phases.push(`${phase} ${total}`),
  });
  expect(outcome).toBe('changes');
  expect(phases).toContain('read 1');
  expect(report?.edges.created).toBe(1);
});
