import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url);
const read = (path: string): Promise<string> => readFile(new URL(path, root), 'utf8');

test.each([
  ['README.md', 'library-use.mjs'],
  ['docs/analysis.md', 'analysis-use.mjs'],
])('%s shows examples/%s as it is', async (page, example) => {
  expect(await read(page)).toContain(`\`\`\`ts\n${await read(`examples/${example}`)}\`\`\`\n`);
});

test("ajv's licence notice goes with its graph", async () => {
  expect(await read('examples/graphs/LICENSE-ajv')).toContain('Copyright (c) 2015-2021 Evgeny Poberezkin');
});
