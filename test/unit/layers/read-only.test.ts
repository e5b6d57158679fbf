import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../../src/backends/memory/index.ts';
import { CALLS } from '../../../src/conformance/calls.ts';
import { sampleGraph } from '../../../src/conformance/fixtures.ts';
import { openStore } from '../../../src/index.ts';
import { readOnly } from '../../../src/layers/index.ts';

test.each(CALLS)(
  '$method: a write is refused and changes nothing, a read answers',
  async ({ writes, make }) => {
    await using below = await openMemoryStore();
    await below.graph.storeGraph(sampleGraph('repo'));
    const before = await below.graph.getGraphRevision('repo');
    const store = readOnly(below);
    const outcome = await make(store, 'repo', {}).catch((error: unknown) => error);
    if (writes) expect(outcome).toMatchObject({ code: 'UNSUPPORTED', backend: 'memory' });
    else expect(outcome).not.toBeInstanceOf(Error);
    expect(await below.graph.getGraphRevision('repo')).toBe(before);
  },
);

test('marking is writing', async () => {
  await using store = readOnly(await openMemoryStore());
  const calls = [() => store.queries.deadCode('repo', { mark: true }), () => store.queries.unmark('repo')];
  for (const call of calls) await expect(call()).rejects.toThrow('opened for reading');
});

test('a dry run is reading', async () => {
  await using below = await openMemoryStore();
  await below.graph.storeGraph(sampleGraph('repo'));
  const store = readOnly(below);
  expect(await store.graph.deleteGraph('repo', { dryRun: true })).toMatchObject({ nodes: { deleted: 3 } });
  expect(await below.graph.graphExists('repo')).toBe(true);
  const options = { dryRun: 'true' as unknown as boolean };
  await expect(store.graph.deleteGraph('repo', options)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
});

test('an error says what was refused, and of which repository', async () => {
  await using store = readOnly(await openMemoryStore());
  await expect(store.graph.storeGraph(sampleGraph('mine'))).rejects.toMatchObject({
    code: 'UNSUPPORTED',
    operation: 'storeGraph',
    backend: 'memory',
    repoId: 'mine',
  });
});

test('closing it closes the store below', async () => {
  const below = await openMemoryStore();
  await readOnly(below).close();
  await expect(below.graph.listRepositories()).rejects.toMatchObject({ code: 'CLOSED' });
});

test('openStore opens a folder for reading alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'codeprism-read-only-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const env = {};
  {
    await using store = await openStore(`file:${folder}`, { env });
    await store.graph.storeGraph(sampleGraph('repo'));
  }
  const before = await readdir(folder);
  await using store = await openStore(`file:${folder}`, { env, readOnly: true });
  expect(await store.graph.listRepositories()).toEqual(['repo']);
  expect((await store.queries.callers('repo', 'b')).total).toBeGreaterThan(0);
  await expect(store.graph.deleteGraph('repo')).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  await expect(store.maintenance()).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  expect(await readdir(folder)).toEqual(before);
});
