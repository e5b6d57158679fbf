import { spawn } from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFileStore } from '../../../src/backends/file/index.ts';
import { node, sampleGraph } from '../../../src/conformance/fixtures.ts';
import { type AnalysisResult, type StorageConfigInput, StorageManager } from '../../../src/index.ts';

const DAY_S = 86_400;
let folder: string;
let paths = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codeprism-manager-'));
});
afterAll(() => rm(folder, { recursive: true }));
const newPath = (): string => join(folder, `path-${++paths}`);

function analysis(id: string, seconds = 1_000): AnalysisResult {
  const timestamp = { seconds, nanoseconds: 0 };
  return { id, repoId: 'r', analysisType: 'complexity', timestamp, data: { b: 1, a: [2] }, metadata: {} };
}

const EMBEDDED: readonly [name: string, config: () => StorageConfigInput][] = [
  ['memory', () => ({ backend: 'memory' })],
  ['memory with a snapshot', () => ({ backend: 'memory', dataPath: newPath() })],
  ['file', () => ({ backend: 'file', dataPath: newPath() })],
  ['compressed files', () => ({ backend: 'file', dataPath: newPath(), compression: true })],
  ['sqlite', () => ({ backend: 'sqlite', dataPath: newPath() })],
];

describe.each(EMBEDDED)('a manager of %s', (_, config) => {
  test('opens graphs, questions, analyses and a cache that keeps answers', async () => {
    await using manager = await StorageManager.open(config());
    await manager.graph.storeGraph(sampleGraph('r'));
    const first = await manager.queries.summary('r');
    expect(await manager.queries.summary('r')).toEqual(first);
    expect(await manager.cache.getStats()).toMatchObject({ hitCount: 1, totalKeys: 1 });
    await manager.graph.updateNodes('r', [node('new')]);
    expect(await manager.queries.summary('r')).not.toEqual(first);
    await manager.analysis.storeAnalysis(analysis('one'));
    expect(await manager.analysis.loadAnalysis('r', 'one')).toEqual(analysis('one'));
  });

  test('keeps no answers where that is switched off', async () => {
    await using manager = await StorageManager.open({ ...config(), cacheQueries: false });
    await manager.graph.storeGraph(sampleGraph('r'));
    await manager.queries.summary('r');
    expect((await manager.cache.getStats()).totalKeys).toBe(0);
  });

  test('deletes a repository with its graph, its analyses and its answers, and no other', async () => {
    await using manager = await StorageManager.open(config());
    for (const repoId of ['r', 'r*']) {
      await manager.graph.storeGraph(sampleGraph(repoId));
      await manager.queries.summary(repoId);
    }
    await manager.analysis.storeAnalysis(analysis('one'));
    expect(await manager.deleteRepository('r')).toMatchObject({
      graph: { nodes: { deleted: 3 } },
      analyses: 1,
      cachedAnswers: 1,
    });
    expect(await manager.graph.listRepositories()).toEqual(['r*']);
    expect((await manager.cache.getStats()).totalKeys).toBe(1);
    expect(await manager.deleteRepository('r*')).toMatchObject({ cachedAnswers: 1 });
    expect(await manager.deleteRepository('r')).toMatchObject({ analyses: 0, cachedAnswers: 0 });
  });

  test('removes analyses older than the retention period, and expired values', async () => {
    const now = 30 * DAY_S;
    const clock = () => now * 1_000;
    await using manager = await StorageManager.open({ ...config(), retentionPeriod: '2d' }, { clock });
    await manager.analysis.storeAnalysis(analysis('old', now - 2 * DAY_S - 1));
    await manager.analysis.storeAnalysis(analysis('kept', now - 2 * DAY_S));
    await manager.cache.set('lasting', 1);
    await manager.cache.set('expired', 1, { ttlMs: 1 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await manager.maintenance()).toMatchObject({
      graph: { generationsRemoved: 0 },
      analysis: { removed: 1 },
      cache: { removed: 1 },
      problems: [],
    });
    expect((await manager.analysis.findAnalysis('r')).map(({ id }) => id)).toEqual(['kept']);
  });

  test('is well, and once it is closed cannot be reached, and says so', async () => {
    const manager = await StorageManager.open(config());
    await manager.graph.storeGraph(sampleGraph('r'));
    expect(await manager.health()).toMatchObject({
      reachable: true,
      graph: { reachable: true, backend: manager.graph.backend },
      analysis: { available: true },
      cache: { available: true },
      degraded: [],
    });
    await manager.close();
    await manager.close();
    const closed = await manager.health();
    expect(closed).toMatchObject({ reachable: false, cache: { available: false } });
    expect(closed.degraded).toHaveLength(2);
    for (const call of [
      () => manager.graph.listRepositories(),
      () => manager.analysis.findAnalysis('r'),
      () => manager.cache.get('key'),
      () => manager.maintenance(),
      () => manager.deleteRepository('r'),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'CLOSED' });
  });

  test('refuses every write where it was opened for reading, and maintains the cache all the same', async () => {
    const opened = { ...config(), readOnly: true };
    await using manager = await StorageManager.open(opened);
    await expect(manager.graph.storeGraph(sampleGraph('r'))).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    const { problems, cache } = await manager.maintenance();
    expect(problems.map(({ part, code }) => [part, code])).toEqual([
      ['graph', 'UNSUPPORTED'],
      ['analysis', 'UNSUPPORTED'],
    ]);
    expect(cache).toEqual({ removed: 0 });
  });
});

test.each(['memory', 'sqlite'])('10,000 operations on %s leave nothing behind', async (backend) => {
  const warnings: Error[] = [];
  const warn = (warning: Error): void => void warnings.push(warning);
  process.on('warning', warn);
  const { signal } = new AbortController();
  try {
    const config = { backend, ...(backend === 'sqlite' && { dataPath: newPath() }) } as StorageConfigInput;
    const manager = await StorageManager.open(config);
    await manager.graph.storeGraph(sampleGraph('r'));
    const listeners = process.eventNames().map((name) => [name, process.listenerCount(name)]);
    for (let round = 0; round < 100; round++) {
      await Promise.all(
        Array.from({ length: 100 }, (_, index) =>
          index % 2 === 0
            ? manager.queries.callers('r', 'b', { signal })
            : manager.graph.graphExists('r', { signal }),
        ),
      );
    }
    expect(process.eventNames().map((name) => [name, process.listenerCount(name)])).toEqual(listeners);
    await manager.close();
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    // Warnings are told a turn later.
    await nextTurn();
    expect(warnings).toEqual([]);
  } finally {
    process.off('warning', warn);
  }
});

test('answers outlive the process in an SQLite store’s own file', async () => {
  const config = { backend: 'sqlite', dataPath: newPath() } as const;
  await using first = await StorageManager.open(config);
  await first.graph.storeGraph(sampleGraph('r'));
  await first.queries.summary('r');
  await first.close();
  await using second = await StorageManager.open(config);
  await second.queries.summary('r');
  expect((await second.cache.getStats()).hitCount).toBe(1);
});

test('a part that fails does not hide what maintenance did in the others', async () => {
  const dataPath = newPath();
  await using manager = await StorageManager.open({ backend: 'file', dataPath });
  await manager.graph.storeGraph(sampleGraph('r'));
  await writeFile(join(dataPath, 'analysis'), 'no folder');
  const { graph, analysis: analyses, cache, problems } = await manager.maintenance();
  expect([graph?.generationsRemoved, analyses, cache]).toEqual([0, undefined, { removed: 0 }]);
  expect(problems).toMatchObject([{ part: 'analysis', code: 'UNAVAILABLE' }]);
  expect((await manager.health()).degraded.join()).toMatch(/Analyses cannot be read/);
});

describe('the snapshot of a memory store', () => {
  const config = (dataPath: string, persistenceInterval: string) =>
    ({ backend: 'memory', dataPath, persistenceInterval }) as const;

  test('brings graphs and analyses back, also those of a repository without a graph', async () => {
    const dataPath = newPath();
    const first = await StorageManager.open(config(dataPath, '1h'));
    await first.graph.storeGraph(sampleGraph('graph'));
    const stored = await first.graph.loadGraph('graph');
    await first.analysis.storeAnalysis(analysis('one'));
    await first.analysis.storeAnalysis(analysis('two'));
    await first.analysis.deleteAnalysis('r', 'two');
    await first.close();
    await using second = await StorageManager.open(config(dataPath, '1h'));
    expect(await second.graph.loadGraph('graph')).toEqual(stored);
    expect(await second.analysis.findAnalysis('r')).toEqual([analysis('one')]);
    await second.deleteRepository('graph');
    await second.analysis.cleanupOldResults({ seconds: 5_000, nanoseconds: 0 });
    await second.close();
    await using third = await StorageManager.open(config(dataPath, '1h'));
    expect(await third.graph.listRepositories()).toEqual([]);
    expect(await third.analysis.findAnalysis('r')).toEqual([]);
  });

  test('is the file backend’s folder, compressed where that is asked for', async () => {
    const dataPath = newPath();
    for (const [compression, name] of [
      [false, 'r.graph.json'],
      [true, 'r.graph.json.gz'],
    ] as const) {
      await using manager = await StorageManager.open({ ...config(dataPath, '1h'), compression });
      await manager.graph.storeGraph(sampleGraph('r'));
      await manager.graph.updateNodes('r', [node(`with compression ${compression}`)]);
      await manager.close();
      expect(await readdir(dataPath)).toContain(name);
      await using files = await openFileStore({ directory: dataPath });
      expect(await files.graph.listRepositories()).toEqual(['r']);
    }
  });

  test('is written at most once in the interval, while something changes', async () => {
    const dataPath = newPath();
    await using manager = await StorageManager.open(config(dataPath, '1h'));
    await manager.graph.storeGraph(sampleGraph('r'));
    for (let turn = 0; turn < 500 && (await manager.health()).snapshot?.writtenAt === undefined; turn++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    const written = await readFile(join(dataPath, 'r.graph.json'), 'utf8');
    await manager.graph.updateNodes('r', [node('later')]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await manager.health()).snapshot).toMatchObject({ pending: 1, directory: dataPath });
    expect(await readFile(join(dataPath, 'r.graph.json'), 'utf8')).toBe(written);
    await manager.close();
    expect(await readFile(join(dataPath, 'r.graph.json'), 'utf8')).toContain('"later"');
  });

  test('that cannot be written is told, and is the failure of closing, when all is closed', async () => {
    const dataPath = newPath();
    const manager = await StorageManager.open(config(dataPath, '0ms'));
    await writeFile(dataPath, 'a file in its place');
    await manager.graph.storeGraph(sampleGraph('r'));
    let degraded: readonly string[] = [];
    for (let turn = 0; turn < 500 && degraded.length === 0; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      ({ degraded } = await manager.health());
    }
    expect(degraded.join()).toMatch(/snapshot in .* lacks changes of 1 repositor/);
    expect(await manager.graph.listRepositories()).toEqual(['r']);
    await expect(manager.close()).rejects.toMatchObject({ name: 'StorageError' });
    await expect(manager.cache.get('key')).rejects.toMatchObject({ code: 'CLOSED' });
  });

  test('that cannot be read is not begun without', async () => {
    const dataPath = newPath();
    await using files = await openFileStore({ directory: dataPath });
    await files.graph.storeGraph(sampleGraph('r'));
    await writeFile(join(dataPath, 'r.graph.json'), '{');
    await expect(StorageManager.open(config(dataPath, '1h'))).rejects.toMatchObject({ code: 'CORRUPT' });
  });

  test('is whole after its process was killed', async () => {
    const program = fileURLToPath(new URL('programs/keep-snapshotting.ts', import.meta.url));
    const dataPath = newPath();
    for (let round = 0; round < 3; round++) {
      const child = spawn(process.execPath, ['--import', 'tsx', program, dataPath], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, 50 * round));
      child.kill('SIGKILL');
      await once(child, 'close');
      await using manager = await StorageManager.open(config(dataPath, '1h'));
      const { nodes = [] } = (await manager.graph.loadGraph('r')) ?? {};
      const turns = new Set(nodes.map(({ name }) => name).filter((name) => name.startsWith('turn ')));
      // Each turn renames all of them at once: more than one name would be half of a change.
      expect(turns.size).toBeLessThanOrEqual(1);
      expect(nodes.length).toBeGreaterThanOrEqual(3);
    }
  });
});

test.each(EMBEDDED.map(([name]) => name))('a process whose manager of %s is closed ends', async (name) => {
  const config = EMBEDDED.find(([known]) => known === name)?.[1]() ?? {};
  const script = `
    import { StorageManager } from ${JSON.stringify(new URL('../../../src/index.ts', import.meta.url).href)};
    const manager = await StorageManager.open(${JSON.stringify(config)});
    await manager.health();
    await manager.close();
    console.log('closed');`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: fileURLToPath(new URL('../../../', import.meta.url)),
  });
  let output = '';
  child.stdout.on('data', (data) => {
    output += String(data);
  });
  const [code] = await once(child, 'close');
  expect([code, output.trim()]).toEqual([0, 'closed']);
});
