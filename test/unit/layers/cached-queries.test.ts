import { describe, expect, test } from 'vitest';
import { MemoryGraphBackend } from '../../../src/backends/memory/backend.ts';
import { openMemoryCache } from '../../../src/backends/memory/index.ts';
import { QUERIES } from '../../../src/conformance/calls.ts';
import { node, sampleGraph } from '../../../src/conformance/fixtures.ts';
import { type CachedQueriesOptions, cachedQueries } from '../../../src/layers/index.ts';
import {
  type CacheCodec,
  type CacheStorage,
  type GraphStore,
  graphStore,
} from '../../../src/storage/index.ts';

/** A memory store that counts the questions that reach it. */
class Counting extends MemoryGraphBackend {
  asked = 0;

  constructor() {
    super();
    const counted = new Proxy(this.queries, {
      get: (engine, name) => {
        this.asked++;
        return Reflect.get(engine, name);
      },
    });
    Object.defineProperty(this, 'queries', { value: counted });
  }
}

interface Opened {
  readonly backend: Counting;
  readonly below: GraphStore;
  readonly store: GraphStore;
  readonly cache: CacheStorage;
}

async function open(options: CachedQueriesOptions = {}, cache?: CacheStorage): Promise<Opened> {
  const backend = new Counting();
  const below = graphStore(backend);
  await below.graph.storeGraph(sampleGraph('repo'));
  const kept = cache ?? (await openMemoryCache());
  return { backend, below, cache: kept, store: cachedQueries(below, kept, options) };
}

test.each(QUERIES)('$method is asked once, and answers the same from then on', async ({ make }) => {
  const { backend, below, store } = await open();
  const truth = await make(below, 'repo', {});
  backend.asked = 0;
  const answers = [
    await make(store, 'repo', {}),
    await make(store, 'repo', {}),
    await make(store, 'repo', {}),
  ];
  expect(answers).toStrictEqual([truth, truth, truth]);
  expect(backend.asked).toBe(1);
});

test.each([
  '{}',
  '{"answer":1}',
  'null',
  '[]',
  '{"form":"codeprism-answer-1","question":"callers","answer":{}}',
])('what others left under a key is not believed: %s', async (foreign) => {
  const kept = await openMemoryCache();
  let isForeign = true;
  // Stands for a server that others write to as well.
  const cache: CacheStorage = Object.create(kept, {
    get: {
      value: async (key: string, codec: CacheCodec<unknown>) => {
        if (!isForeign) return kept.get(key, codec);
        try {
          return codec.decode(Buffer.from(foreign));
        } catch {
          return undefined;
        }
      },
    },
    set: { value: kept.set.bind(kept) },
  });
  const { below, store } = await open({}, cache);
  for (const { make } of QUERIES)
    expect(await make(store, 'repo', {})).toEqual(await make(below, 'repo', {}));
  isForeign = false;
  for (const { make } of QUERIES)
    expect(await make(store, 'repo', {})).toEqual(await make(below, 'repo', {}));
});

test('an answer that lacks a part is not believed, whatever the part', async () => {
  const values = new Map<string, Buffer>();
  const kept = await openMemoryCache();
  const cache: CacheStorage = Object.create(kept, {
    get: {
      value: async (key: string, codec: CacheCodec<unknown>) => {
        const bytes = values.get(key);
        try {
          return bytes && codec.decode(bytes);
        } catch {
          return undefined;
        }
      },
    },
    set: {
      value: async (key: string, value: unknown, _: object, codec: CacheCodec<unknown>) => {
        values.set(key, Buffer.from(codec.encode(value)));
        return { stored: true, bytes: 0 };
      },
    },
  });
  const { backend, below, store } = await open({}, cache);
  for (const { make } of QUERIES) {
    const truth = await make(below, 'repo', {});
    await make(store, 'repo', {});
    const [[key, bytes] = ['', Buffer.from('{}')]] = values;
    const { answer, ...form } = JSON.parse(bytes.toString()) as { answer: Record<string, unknown> };
    for (const part of Object.keys(answer ?? {}).filter(
      (name) => name !== 'nextCursor' && name !== 'judged',
    )) {
      const { [part]: _, ...rest } = answer;
      values.set(key, Buffer.from(JSON.stringify({ ...form, answer: rest })));
      backend.asked = 0;
      expect(await make(store, 'repo', {})).toEqual(truth);
      expect(backend.asked, part).toBe(1);
    }
    values.clear();
  }
});

test('no answer is shared: what a caller does to one is his alone', async () => {
  const { store } = await open();
  const first = await store.queries.callers('repo', 'b');
  const truth = structuredClone(first);
  (first.items as unknown[]).length = 0;
  expect(await store.queries.callers('repo', 'b')).toEqual(truth);
});

test('a write makes it ask again, also one that goes past the layer', async () => {
  const { backend, below, store } = await open();
  const total = async (): Promise<number> => (await store.queries.findNodes('repo', {})).total;
  expect(await total()).toBe(3);
  await below.graph.updateNodes('repo', [node('d')]);
  expect(await total()).toBe(4);
  await store.graph.deleteNodes('repo', ['d']);
  expect(await total()).toBe(3);
  expect(backend.asked).toBe(3);
  await store.graph.deleteGraph('repo');
  await expect(total()).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('an answer that a write came between is given, but not kept', async () => {
  const { backend, below, store } = await open();
  const engine = backend.queries;
  const find = engine.findNodes.bind(engine);
  Object.defineProperty(backend, 'queries', {
    value: {
      ...engine,
      findNodes: async (...asked: Parameters<typeof find>) => {
        const answer = await find(...asked);
        await below.graph.updateNodes('repo', [node(`new ${++backend.asked}`)]);
        return answer;
      },
    },
  });
  const totals = [];
  for (let turn = 0; turn < 3; turn++) totals.push((await store.queries.findNodes('repo', {})).total);
  expect(totals).toEqual([3, 4, 5]);
});

describe('what is told apart', () => {
  test('repositories, questions, arguments and options', async () => {
    const { below, store } = await open();
    await below.graph.storeGraph(sampleGraph('repo:b'));
    const questions: ((asked: GraphStore) => Promise<unknown>)[] = [
      ({ queries }) => queries.callers('repo', 'b'),
      ({ queries }) => queries.callers('repo:b', 'b'),
      ({ queries }) => queries.callees('repo', 'b'),
      ({ queries }) => queries.callers('repo', 'c'),
      ({ queries }) => queries.callers('repo', { id: 'b' }),
      ({ queries }) => queries.callers('repo', 'b', { limit: 0 }),
      ({ queries }) => queries.callers('repo', 'b', { depth: Number.POSITIVE_INFINITY }),
      ({ queries }) => queries.callers('repo', 'b', { edgeKinds: ['READS'] }),
    ];
    for (const ask of [...questions, ...questions]) expect(await ask(store)).toEqual(await ask(below));
  });

  test('a wrong option is refused, also where a right one has an answer', async () => {
    const { store } = await open();
    await store.queries.callers('repo', 'b', { depth: Number.POSITIVE_INFINITY });
    for (const options of [
      { depth: Number.NaN },
      { depth: 'Infinity' },
      { dept: undefined },
      { depth: Number.POSITIVE_INFINITY, timeoutMs: -1 },
    ]) {
      await expect(store.queries.callers('repo', 'b', options as object)).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
        operation: 'callers',
      });
    }
  });

  test('but not signals, progress and time limits', async () => {
    const { backend, store } = await open();
    await store.queries.summary('repo');
    await store.queries.summary('repo', {});
    await store.queries.summary('repo', { signal: new AbortController().signal, timeoutMs: 5_000 });
    await store.queries.summary('repo', { onProgress: () => undefined });
    expect(backend.asked).toBe(2);
  });
});

test('a signal that is aborted already is honoured, whatever is kept', async () => {
  const { store } = await open();
  await store.queries.summary('repo');
  const options = { signal: AbortSignal.abort() };
  await expect(store.queries.summary('repo', options)).rejects.toMatchObject({ code: 'ABORTED' });
});

test('failures are not kept', async () => {
  const { below, store } = await open();
  await expect(store.queries.callers('repo', 'late')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await below.graph.updateNodes('repo', [node('late')]);
  expect((await store.queries.callers('repo', 'late')).total).toBe(0);
});

test('two stores never share answers unless they are given one name', async () => {
  const cache = await openMemoryCache();
  const one = await open({}, cache);
  const other = await open({}, cache);
  await other.below.graph.deleteNodes('repo', ['a', 'b', 'c']);
  await other.below.graph.storeGraph(sampleGraph('repo'));
  await one.store.queries.summary('repo');
  await other.store.queries.summary('repo');
  expect([one.backend.asked, other.backend.asked]).toEqual([1, 1]);

  const named = [await open({ storeId: 'shared' }, cache), await open({ storeId: 'shared' }, cache)];
  for (const { store } of named) await store.queries.summary('repo');
  expect(named.map(({ backend }) => backend.asked)).toEqual([1, 0]);
});

test('answers are kept for the stated time', async () => {
  let now = 0;
  const cache = await openMemoryCache({ clock: () => now });
  const { backend, store } = await open({ ttlMs: 100 }, cache);
  await store.queries.summary('repo');
  now = 99;
  await store.queries.summary('repo');
  expect(backend.asked).toBe(1);
  now = 101;
  await store.queries.summary('repo');
  expect(backend.asked).toBe(2);
});

test('answers of one repository can be found by people: by store and repository', async () => {
  const { cache, store } = await open({ storeId: 'here' });
  await store.queries.summary('repo');
  expect(await cache.invalidatePattern('queries:here:other:*')).toBe(0);
  expect(await cache.invalidatePattern('queries:here:repo:*')).toBe(1);
});

test('it goes on without its cache', async () => {
  const { backend, cache, store } = await open();
  await cache.close();
  await store.queries.summary('repo');
  await store.queries.summary('repo');
  expect(backend.asked).toBe(2);
});

test('it can be switched off', async () => {
  const { backend, below, store } = await open({ enabled: false });
  expect(store).toBe(below);
  await store.queries.summary('repo');
  await store.queries.summary('repo');
  expect(backend.asked).toBe(2);
});

test('closing it closes the store and leaves the cache open', async () => {
  const { cache, below, store } = await open();
  await store.close();
  await expect(below.graph.listRepositories()).rejects.toMatchObject({ code: 'CLOSED' });
  expect((await cache.health()).available).toBe(true);
});
