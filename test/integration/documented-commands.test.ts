import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { consoleExamples, helpExamples, wantsNeo4j } from '../support/documented-commands.ts';
import { run } from '../unit/cli/run.ts';
import { workplace } from './support/database.ts';
import { exampleGraph } from './support/example-graphs.ts';

const work = workplace();
const repoId = work.repo();
const explore = await readFile(join(import.meta.dirname, '../../docs/explore.md'), 'utf8');
const examples = [...(await helpExamples()), ...consoleExamples('docs/explore.md', explore)].filter(
  wantsNeo4j,
);

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documented-'));
  const store = await work.open();
  await store.graph.storeGraph(await exampleGraph(repoId));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The words of a line, about this test's server, repository and folder. */
function wordsOf(line: string): string[] {
  const words = Array.from(line.matchAll(/'([^']*)'|(\S+)/g), ([, quoted, plain = '']) => quoted ?? plain);
  const own = words.slice(1).map((word) => {
    if (/^(?:bolt|neo4j):\/\//.test(word)) return inject('neo4j').uri;
    return word === 'ajv' ? repoId : word;
  });
  return own[0] === 'explore' ? [...own, '--out', folder] : own;
}

test.each(examples)('the example of $place works: $line', async ({ line }) => {
  const { username, password, database } = inject('neo4j');
  const env = {
    NEO4J_DATABASE: database,
    ...(password !== '' && { NEO4J_USERNAME: username, NEO4J_PASSWORD: password }),
  };
  const { code, stdout, stderr } = await run(wordsOf(line), { env });
  expect(code, stderr).toBe(0);
  expect(stdout).not.toBe('');
});
