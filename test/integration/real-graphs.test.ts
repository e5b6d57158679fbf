import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFileStore } from '../../src/backends/file/index.ts';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { sameGraph } from '../../src/conformance/assertions.ts';
import type { SerializableGraph } from '../../src/graph/index.ts';
import { collectSource, type GraphStore, NO_ROWS } from '../../src/storage/index.ts';
import { someOf } from '../support/thoroughness.ts';
import { workplace } from './support/database.ts';
import { graphFile, isThere } from './support/example-graphs.ts';
import { type Question, questionsAbout } from './support/questions.ts';

const GRAPHS = [
  'examples/graphs/ajv-8.20.0.json.gz',
  '../shared/graphs/tiny-ajv-codegen.json.gz',
  '../shared/graphs/small-rxjs.json.gz',
  '../shared/graphs/medium-zod.json.gz',
];
const present = GRAPHS.filter(isThere);
for (const path of GRAPHS)
  if (!present.includes(path)) console.log(`Not tested, for it is not here: ${path}`);

const work = workplace();
const stores: GraphStore[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codeprism-real-graphs-'));
  stores.push(await openMemoryStore(), await openFileStore({ directory: folder }), await work.open());
});
afterAll(async () => {
  for (const store of stores.slice(0, 2)) await store.close();
  await rm(folder, { recursive: true, force: true });
});

test('the graph that comes with the package is tested', () => {
  expect(present).toContain(GRAPHS[0]);
});

describe.each(present)('%s', (path) => {
  const repoId = work.repo();
  let graph: SerializableGraph;

  beforeAll(async () => {
    graph = await graphFile(path, repoId);
  });

  test('is loaded, and streamed, from every backend as it was stored; storing it again changes nothing', async () => {
    const unchanged = (rows: readonly unknown[]) => ({ ...NO_ROWS, unchanged: rows.length });
    for (const store of stores) {
      const first = await store.graph.storeGraph(graph);
      expect(first.nodes.created).toBe(graph.nodes.length);
      sameGraph(await store.graph.loadGraph(repoId), graph);
      const source = await store.graph.streamGraph(repoId);
      sameGraph(source && (await collectSource(source, {})), graph);
      const again = await store.graph.storeGraph(graph);
      expect(again).toMatchObject({ nodes: unchanged(graph.nodes), edges: unchanged(graph.edges) });
    }
  });

  test('is answered about equally by every backend', async () => {
    const [memory, ...others] = stores;
    if (memory === undefined) throw new Error('No store is open.');
    const questions = questionsAbout(graph);
    // All of them about the graph that comes with the package, whatever the time.
    for (const question of path === GRAPHS[0] ? questions : someOf(questions, 5)) {
      const expected = await answerOf(question, memory, repoId);
      for (const store of others) {
        const answer = await answerOf(question, store, repoId);
        expect(answer, `${store.backend}: ${question.title}`).toStrictEqual(expected);
      }
    }
  });

  test('raises questions that have answers', async () => {
    const [memory] = stores;
    const report = await memory?.queries.deadCode(repoId, {
      testFiles: ['**'],
      verdicts: ['test-only'],
      limit: 1,
    });
    expect(report?.verdicts['test-only']).toBeGreaterThan(0);
    const summary = await memory?.queries.summary(repoId);
    expect(summary?.totalNodes).toBe(graph.nodes.length);
  });
});

function answerOf(question: Question, store: GraphStore, repoId: string): Promise<unknown> {
  return question.ask(store.queries, repoId);
}
