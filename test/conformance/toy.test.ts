import { describe, expect, it } from 'vitest';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { conformance, type SpecName, type Target } from '../../src/conformance/index.ts';
import { FLAWS } from './flaws.ts';
import { RecordingRunner } from './recording-runner.ts';

const good: Target = { name: 'toy', open: () => openMemoryStore() };

describe('the conformance suite', () => {
  it('passes a correct backend, also on a runner without hooks', async () => {
    const runner = new RecordingRunner();
    conformance(runner, good);
    expect(await runner.run()).toEqual([]);
    expect(runner.tests.length).toBeGreaterThan(500);
  });

  it('gives no two tests the same name', () => {
    const runner = new RecordingRunner();
    conformance(runner, { ...good, reopen: good.open, capabilities: { sharedData: true } });
    const names = runner.tests.map(({ path, title }) => [...path, title].join(' > '));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  for (const { name, noticedBy, open } of FLAWS) {
    for (const spec of noticedBy) {
      it(`fails, in ${spec}, a backend that ${name}`, async () => {
        const runner = new RecordingRunner();
        conformance(runner, { name: 'flawed', open: async () => open(), specs: [spec] });
        const failures = await runner.run();
        expect(failures).not.toEqual([]);
        // A mistake in the toy itself would prove nothing.
        expect(failures.filter(({ error }) => error instanceof TypeError)).toEqual([]);
      });
    }
  }

  it('fails a durable backend that forgets', async () => {
    const runner = new RecordingRunner();
    conformance(runner, { ...good, reopen: () => openMemoryStore(), specs: ['lifecycle'] });
    expect((await runner.run()).map(({ title }) => title)).toContain('keeps everything over a close');
  });

  it('fails a backend whose two stores share nothing though it says so', async () => {
    const runner = new RecordingRunner();
    conformance(runner, { ...good, capabilities: { sharedData: true }, specs: ['concurrency'] });
    expect((await runner.run()).length).toBeGreaterThan(0);
  });

  it('has a flaw for each of its subjects', () => {
    const runner = new RecordingRunner();
    conformance(runner, good);
    const specs = new Set(runner.tests.map(({ path }) => path.at(-1)));
    const noticing = new Set<string>(FLAWS.flatMap(({ noticedBy }): readonly SpecName[] => noticedBy));
    expect([...specs].filter((spec) => spec !== undefined && !noticing.has(spec))).toEqual([]);
  });

  it('leaves foreign repositories alone', async () => {
    const store = await openMemoryStore();
    const lastUpdated = { seconds: 0, nanoseconds: 0 };
    const foreign = ['', '__proto__', 'foreign'];
    for (const repoId of foreign) {
      const totals = { totalNodes: 0, totalEdges: 0 };
      const metadata = { repoId, lastUpdated, version: 5, fileHashes: {}, schemaVersion: '', ...totals };
      await store.graph.storeGraph({ repoId, nodes: [], edges: [], metadata });
    }
    const runner = new RecordingRunner();
    // Its close is kept from the suite, which runs on this one store.
    const open = async (): Promise<typeof store> => ({ ...store, close: async () => {} });
    const specs: SpecName[] = ['store', 'list', 'isolation', 'delete-graph'];
    conformance(runner, { name: 'shared', open, specs });
    const failures = await runner.run();
    expect(failures.map(({ error }) => String(error))).toEqual([
      expect.stringMatching(/holds a repository ""/),
    ]);
    expect(await store.graph.listRepositories()).toEqual(foreign);
  });

  it('shows the reason of an opt-out in the title, and does not run the test', () => {
    const runner = new RecordingRunner();
    const reason = 'this file system knows no case';
    conformance(runner, { ...good, optOuts: [{ spec: 'isolation', reason }], specs: ['isolation', 'list'] });
    const isolation = runner.tests.filter(({ path }) => path.at(-1) === 'isolation');
    expect(isolation.length).toBeGreaterThan(10);
    expect(isolation.every(({ title, skipped }) => title.includes(reason) && skipped)).toBe(true);
    expect(runner.tests.some(({ skipped }) => !skipped)).toBe(true);
  });

  it('opts out of one test by its title', () => {
    const runner = new RecordingRunner();
    const optOut = { spec: 'load', test: 'loads the same twice', reason: 'of a good reason' } as const;
    conformance(runner, { ...good, optOuts: [optOut] });
    expect(runner.tests.filter(({ skipped }) => skipped).map(({ title }) => title)).toEqual([
      'loads the same twice (not promised by toy: of a good reason)',
    ]);
  });

  it('refuses an opt-out that fits no test', () => {
    const optOuts = [{ spec: 'load', test: 'loads the same thrice', reason: 'of a slip' }] as const;
    expect(() => conformance(new RecordingRunner(), { ...good, optOuts })).toThrow('thrice');
  });
});
