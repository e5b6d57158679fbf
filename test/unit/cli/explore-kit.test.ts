import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { exploreFiles } from '../../../scripts/cypher/files.ts';
import { desktopOpener } from '../../../src/cli/desktop.ts';
import { kitExamples } from '../../../src/cli/explore-examples.ts';
import type { Session } from '../../../src/cli/session.ts';
import { edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import { type GraphStore, openStore } from '../../../src/index.ts';
import { terminalOf } from './run.ts';

const sessionOf = (store: GraphStore): Session => ({
  store,
  storeName: 'memory:',
  storeUrl: 'memory:',
  folder: process.cwd(),
  program: 'codeprism-neo4j',
  running: {},
  asking: {},
  command: 'explore',
  note: () => {},
});

test('the scripts of the kit get examples that the repository holds', async () => {
  await using store = await openStore('memory:');
  const file = 'src/a.ts';
  const graph = graphOf(
    'r',
    ['top', 'middle', 'base', 'twice', 'Shape', 'Circle'].map((name) => node(name, { name, file })),
    [
      edge('top', 'CALLS', 'middle'),
      edge('middle', 'CALLS', 'base'),
      edge('twice', 'CALLS', 'base'),
      edge('base', 'CALLS', 'middle'),
      edge('Circle', 'EXTENDS', 'Shape'),
    ],
  );
  await store.graph.storeGraph(graph);
  const examples = await kitExamples(sessionOf(store), 'r');
  expect(Object.fromEntries(examples)).toMatchObject({
    checkStrictMode: 'base',
    'lib/compile/util.ts': file,
    Name: 'Circle',
    typeAndKeywords: 'base',
  });
  const names = new Set(graph.nodes.map(({ name }) => name));
  for (const [key, name] of examples) if (key !== 'lib/compile/util.ts') expect(names).toContain(name);
});

test('every example of the kit can be replaced', () => {
  const replaced = [
    'ajv',
    'checkStrictMode',
    'lib/compile/util.ts',
    'compileSchema',
    'Name',
    'typeAndKeywords',
  ];
  const hints = exploreFiles().flatMap(({ text }) =>
    Array.from(text.matchAll(/:param \w+ => '([^']*)'/g), ([, value]) => value),
  );
  expect(new Set(hints)).toEqual(new Set(replaced));
});

test('pictures have at most about 60 nodes unless the limit is raised', () => {
  const limits = exploreFiles()
    .filter(({ text }) => /^RETURN (?:\w+, \w+, )?path/m.test(text))
    .map(({ text }) => Number(/^LIMIT (\d+)$/m.exec(text)?.[1]));
  expect(limits.length).toBeGreaterThan(5);
  for (const limit of limits) expect(limit).toBeLessThanOrEqual(60);
});

test('an address is opened where somebody sits at a desktop, and nowhere else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'desktop-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'xdg-open'), '', { mode: 0o755 });
  const at = (env: Record<string, string>, isTTY = true) => {
    const { terminal } = terminalOf({ columns: 80, env });
    return { ...terminal, stdin: Object.assign(terminal.stdin, { isTTY }) };
  };
  const desktop = { DISPLAY: ':0', PATH: folder };
  expect(await desktopOpener(at(desktop), 'linux')).toBe('xdg-open');
  expect(await desktopOpener(at({}), 'darwin')).toBe('open');
  for (const env of [
    { PATH: folder },
    { ...desktop, CI: 'true' },
    { ...desktop, SSH_CONNECTION: 'x' },
    { DISPLAY: ':0' },
  ])
    expect(await desktopOpener(at(env), 'linux')).toBeUndefined();
  expect(await desktopOpener(at(desktop, false), 'linux')).toBeUndefined();
});
