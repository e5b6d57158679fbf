import { spawn } from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openMemoryCache } from '../../../src/backends/memory/index.ts';
import { sampleGraph } from '../../../src/conformance/fixtures.ts';
import { openStore } from '../../../src/index.ts';
import { cachedQueries, limited, readOnly, traced } from '../../../src/layers/index.ts';
import { collectMetrics } from '../../../src/tracing/index.ts';

test('10,000 operations through every layer leave no listener behind', async () => {
  const warnings: Error[] = [];
  const warn = (warning: Error): void => void warnings.push(warning);
  process.on('warning', warn);
  const before = process.eventNames().map((name) => [name, process.listenerCount(name)]);
  const { signal } = new AbortController();
  using metrics = collectMetrics();
  await using cache = await openMemoryCache();
  const below = await openStore('memory:');
  await below.graph.storeGraph(sampleGraph('repo'));
  const store = traced(limited(cachedQueries(readOnly(below), cache), { concurrency: 4 }));
  let size = 0;
  for (let batch = 0; batch < 100; batch++) {
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        index % 2 === 0
          ? store.queries.callers('repo', 'b', { signal })
          : store.graph.graphExists(`repo ${index}`, { signal }),
      ),
    );
    if (batch === 0) size = metrics.text().length;
  }
  await store.close();
  // Warnings are told a turn later.
  await nextTurn();
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  expect(process.eventNames().map((name) => [name, process.listenerCount(name)])).toEqual(before);
  // Longer by digits alone.
  expect(metrics.text().length).toBeLessThan(size * 1.5);
  process.off('warning', warn);
  expect(warnings).toEqual([]);
});

test('a process with all of it ends by itself once its store is closed', async () => {
  const script = fileURLToPath(new URL('ends-by-itself.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (data) => {
    output += String(data);
  });
  const [code] = await once(child, 'close');
  expect([code, output.trim()]).toEqual([0, 'closed']);
});
