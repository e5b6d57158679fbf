import { readFile } from 'node:fs/promises';
import { afterEach, expect, test, vi } from 'vitest';

const root = new URL('../../../', import.meta.url);
const read = (path: string): Promise<string> => readFile(new URL(path, root), 'utf8');

afterEach(() => vi.restoreAllMocks());

test('the library example runs', async () => {
  const said: unknown[][] = [];
  vi.spyOn(console, 'log').mockImplementation((...parts) => {
    said.push(parts);
  });
  await import('../../../examples/library-use.ts');
  expect(said[0]).toEqual(['4422 nodes, 11133 edges']);
  expect(said[1]).toEqual(['checkStrictTuple at lib/vocabularies/applicator/items.ts:48']);
  expect(said).toHaveLength(1 + 13 + 1);
  expect(said.at(-1)?.[0]).toMatch(/^\d+ dead, the first 5:$/);
});

test('the README shows that very example', async () => {
  const example = (await read('examples/library-use.ts'))
    .replace(/^\/\/ In your own project.*\n/, '')
    .replace('../src/formats/index.ts', 'codeprism-neo4j/formats')
    .replace('../src/index.ts', 'codeprism-neo4j');
  expect(await read('README.md')).toContain(`\`\`\`ts\n${example}\`\`\`\n`);
});

test('the example about analyses runs, and their page shows it', async () => {
  const said: unknown[][] = [];
  vi.spyOn(console, 'log').mockImplementation((...parts) => {
    said.push(parts);
  });
  await import('../../../examples/analysis-use.ts');
  expect(said).toEqual([
    ['lines of 2023-11-14', expect.objectContaining({ total: 12_345 })],
    [[{ first: 'a.ts#f', second: 'b.ts#g', score: 0.93 }]],
    ['1 removed'],
  ]);
  const example = (await read('examples/analysis-use.ts'))
    .replace(/^\/\/ In your own project.*\n/, '')
    .replace('../src/analysis/index.ts', 'codeprism-neo4j/analysis')
    .replace('../src/index.ts', 'codeprism-neo4j');
  expect(await read('docs/analysis.md')).toContain(`\`\`\`ts\n${example}\`\`\`\n`);
});

test("ajv's licence notice goes with its graph", async () => {
  expect(await read('examples/graphs/LICENSE-ajv')).toContain('Copyright (c) 2015-2021 Evgeny Poberezkin');
});
