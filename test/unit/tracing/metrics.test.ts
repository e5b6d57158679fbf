import { expect, test } from 'vitest';
import { openMemoryStore } from '../../../src/backends/memory/index.ts';
import { sampleGraph } from '../../../src/conformance/fixtures.ts';
import { traced } from '../../../src/layers/index.ts';
import { collectMetrics, operations, statements } from '../../../src/tracing/index.ts';

function sampleOf(text: string, name: string, ...labels: readonly string[]): number | undefined {
  const found = text
    .split('\n')
    .find((line) => line.startsWith(`${name}{`) && labels.every((label) => line.includes(label)));
  return found === undefined ? undefined : Number(found.split(' ').at(-1));
}

test('counts calls, failures by code, and durations in growing buckets', async () => {
  using metrics = collectMetrics();
  await using store = traced(await openMemoryStore());
  await store.graph.storeGraph(sampleGraph('repo'));
  for (let turn = 0; turn < 5; turn++) await store.queries.callers('repo', 'b');
  await store.queries.callers('repo', 'nobody').catch(() => undefined);
  await store.queries.callers('unknown', 'b').catch(() => undefined);
  await store.queries.callers('repo', 'b', { depth: 0 }).catch(() => undefined);
  const text = metrics.text();
  const callers = ['db_system_name="memory"', 'db_operation_name="callers"'];
  expect(sampleOf(text, 'codeprism_operation_duration_seconds_count', ...callers)).toBe(8);
  expect(sampleOf(text, 'codeprism_operation_errors_total', ...callers, 'error_type="NOT_FOUND"')).toBe(2);
  expect(sampleOf(text, 'codeprism_operation_errors_total', ...callers, 'error_type="CONFIG_INVALID"')).toBe(
    1,
  );
  expect(sampleOf(text, 'codeprism_operation_active', ...callers)).toBe(0);
  expect(sampleOf(text, 'codeprism_operation_duration_seconds_count', 'db_operation_name="storeGraph"')).toBe(
    1,
  );
  const buckets = text
    .split('\n')
    .filter((line) => line.includes('_bucket{') && line.includes('"callers"'))
    .map((line) => Number(line.split(' ').at(-1)));
  expect(buckets).toEqual(buckets.toSorted((a, b) => a - b));
  expect(buckets.at(-1)).toBe(8);
});

test('tells what is under way', async () => {
  using metrics = collectMetrics();
  await using store = traced(await openMemoryStore());
  const call = store.graph.listRepositories();
  expect(sampleOf(metrics.text(), 'codeprism_operation_active', '"listRepositories"')).toBe(1);
  await call;
  expect(sampleOf(metrics.text(), 'codeprism_operation_active', '"listRepositories"')).toBe(0);
});

test('every line is of the Prometheus text format, whatever the labels hold', async () => {
  using metrics = collectMetrics();
  const attributes = { 'db.operation.name': 'a "quoted"\\\nname' };
  await operations.tracePromise(async () => undefined, { attributes });
  for (const line of metrics.text().trimEnd().split('\n')) {
    expect(line).toMatch(
      /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+\{([a-z_]+="([^"\\\n]|\\[\\"n])*",?)*\} [0-9.e+-]+)$/,
    );
  }
  expect(metrics.text()).toContain('db_operation_name="a \\"quoted\\"\\\\\\nname"');
});

test('after stop nobody listens, and what was counted can be read', async () => {
  const heard = (): boolean[] => [operations.hasSubscribers, statements.hasSubscribers];
  // Another file of this process may have a listener that stays, as programs have.
  const before = heard();
  const metrics = collectMetrics();
  expect(heard()).toEqual([true, true]);
  await using store = traced(await openMemoryStore());
  await store.graph.listRepositories();
  metrics.stop();
  await store.graph.listRepositories();
  expect(heard()).toEqual(before);
  expect(sampleOf(metrics.text(), 'codeprism_operation_duration_seconds_count')).toBe(1);
});

test('subscribers get no results, and errors as they are thrown', async () => {
  const seen: object[] = [];
  const note = (call: object): void => void seen.push({ ...call });
  const subscribers = { start: note, end: note, asyncStart: note, asyncEnd: note, error: note };
  operations.subscribe(subscribers);
  try {
    await using store = traced(await openMemoryStore());
    await store.graph.storeGraph(sampleGraph('repo'));
    await store.graph.loadGraph('repo');
    const thrown = await store.queries.summary('unknown').catch((error: unknown) => error);
    expect(seen.at(-1)).toMatchObject({ error: { code: (thrown as { code: string }).code } });
    expect(JSON.stringify(seen)).not.toContain('src/a.ts');
  } finally {
    operations.unsubscribe(subscribers);
  }
});
