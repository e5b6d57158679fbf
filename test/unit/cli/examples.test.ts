import { readFile } from 'node:fs/promises';
import { afterEach, expect, test, vi } from 'vitest';

const root = new URL('../../../', import.meta.url);
const read = (path: string): Promise<string> => readFile(new URL(path, root), 'utf8');

afterEach(() => vi.restoreAllMocks());

test('the library example runs', { timeout: 30_000 }, async () => {
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

test("ajv's licence notice goes with its graph", async () => {
  expect(await read('examples/graphs/LICENSE-ajv')).toContain('Copyright (c) 2015-2021 Evgeny Poberezkin');
});
