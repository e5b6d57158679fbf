import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { openFileStore } from '../../src/backends/file/index.ts';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { openSqliteStore } from '../../src/backends/sqlite/index.ts';
import { sameGraph } from '../../src/conformance/assertions.ts';
import type { GraphStore } from '../../src/storage/index.ts';
import { memoryFolder } from '../server/memory-folder.ts';
import { ProjectModel, projects, steps } from '../support/edit-sequences.ts';
import { runs } from '../support/thoroughness.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(await memoryFolder(), 'codeprism-incremental-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const RUNS = runs(100, 1_000);

describe('after any edits the stored graph is what storing the whole project at once gives', () => {
  const backends: readonly (readonly [string, () => Promise<GraphStore>])[] = [
    ['memory', () => openMemoryStore()],
    ['file', () => openFileStore({ directory })],
    ['sqlite', () => openSqliteStore({ file: join(directory, 'graph.db') })],
  ];

  test.each(backends)('%s', async (_name, open) => {
    await using store = await open();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(projects, steps, async (project, sequence) => {
        const repoId = `project-${run++}`;
        const model = new ProjectModel(project(repoId));
        await store.graph.storeGraph(project(repoId));
        for (const step of sequence) await model.take(step, store.graph);
        await store.graph.storeGraph(model.graph('fresh'));
        const fresh = await store.graph.loadGraph('fresh');
        if (fresh === undefined) throw new Error('The fresh graph is not there.');
        const { metadata } = fresh;
        sameGraph(await store.graph.loadGraph(repoId), {
          ...fresh,
          repoId,
          metadata: { ...metadata, repoId },
        });
        await store.graph.deleteGraph(repoId);
      }),
      { numRuns: RUNS },
    );
  });
});
