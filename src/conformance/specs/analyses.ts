import type { Timestamp } from '../../graph/index.ts';
import type { AnalysisQuery, AnalysisResult, AnalysisStorage, GraphStore } from '../../storage/index.ts';
import { fails, holds, isAbsent, same, stores } from '../assertions.ts';
import { CALLS } from '../calls.ts';
import { analysisOf, graphOf, node, sampleGraph } from '../fixtures.ts';
import { retried } from '../retried.ts';
import type { Spec, Test } from '../trial.ts';

/** The promise: results of analyses are stored, found and deleted. */
export const analyses: Spec = {
  name: 'analyses',
  define(test, target) {
    defineStoring(test);
    defineFinding(test);
    defineDeleting(test);
    defineBesideGraphs(test);
    defineCalls(test);
    defineSharing(test, 'of one store', async ({ store }) => store);
    if (target.capabilities?.sharedData)
      defineSharing(test, 'of two stores on the same data', ({ open }) => open());
    if (target.reopen !== undefined) defineDurable(test);
  },
};

function defineStoring(test: Test): void {
  test('loads a result as it was stored, every field of it', async ({ analysis, repo }) => {
    const given = analysisOf(repo(), 'a1');
    await analysis.storeAnalysis(given);
    same(await analysis.loadAnalysis(given.repoId, 'a1'), given);
    same(await analysis.findAnalysis(given.repoId), [given]);
  });

  test('stores a result in place of the one with its id, with no field left of that', async ({
    analysis,
    repo,
  }) => {
    const given = analysisOf(repo(), 'a1', { metadata: { old: 'x', k: 'y' } });
    await analysis.storeAnalysis(given);
    const next = analysisOf(given.repoId, 'a1', {
      analysisType: 'similarity',
      timestamp: { seconds: 1, nanoseconds: 999_999_999 },
      data: [],
      metadata: { k: 'z' },
    });
    await analysis.storeAnalysis(next);
    same(await analysis.loadAnalysis(given.repoId, 'a1'), next);
    same(await analysis.findAnalysis(given.repoId), [next]);
    same(await analysis.findAnalysis(given.repoId, { analysisType: 'complexity' }), []);
  });

  test('stores the same result twice without harm', async ({ analysis, repo }) => {
    const given = analysisOf(repo(), 'a1');
    await analysis.storeAnalysis(given);
    await analysis.storeAnalysis(given);
    same(await analysis.findAnalysis(given.repoId), [given]);
  });

  test('finds nothing where nothing was stored', async ({ analysis, repo }) => {
    const [unknown, known] = [repo(), repo()];
    await analysis.storeAnalysis(analysisOf(known, 'a'));
    same(await analysis.loadAnalysis(unknown, 'a'), undefined);
    same(await analysis.findAnalysis(unknown), []);
    same(await analysis.loadAnalysis(known, 'b'), undefined);
  });

  test('takes one moment written in two ways for the same', async ({ analysis, repo }) => {
    const timestamp = { seconds: 1, nanoseconds: 2_000_000_003 };
    const given = analysisOf(repo(), 'a', { timestamp });
    await analysis.storeAnalysis(given);
    same((await analysis.loadAnalysis(given.repoId, 'a'))?.timestamp, { seconds: 3, nanoseconds: 3 });
    same((await analysis.findAnalysis(given.repoId, { since: timestamp })).length, 1);
    same(await analysis.cleanupOldResults(timestamp, { repoId: given.repoId }), 0);
  });

  test('keeps the first and the last moment there is', async ({ analysis, repo }) => {
    const repoId = repo();
    const first = analysisOf(repoId, 'first', { timestamp: { seconds: 0, nanoseconds: 0 } });
    const timestamp = { seconds: Number.MAX_SAFE_INTEGER, nanoseconds: 999_999_999 };
    const last = analysisOf(repoId, 'last', { timestamp });
    for (const given of [first, last]) await analysis.storeAnalysis(given);
    same(await analysis.findAnalysis(repoId), [last, first]);
    same(await analysis.findAnalysis(repoId, { since: timestamp }), [last]);
  });
}

function defineFinding(test: Test): void {
  test('finds the newest first, to the nanosecond', async ({ analysis, repo }) => {
    const repoId = repo();
    const moments = [
      { seconds: 1, nanoseconds: 999_999_999 },
      { seconds: 2, nanoseconds: 0 },
      { seconds: 2, nanoseconds: 1 },
      { seconds: 10, nanoseconds: 0 },
    ];
    // The ids speak for another order, and so does the order of storing.
    const ids = ['c', 'a', 'd', 'b'];
    for (const [index, timestamp] of [...moments.entries()].reverse())
      await analysis.storeAnalysis(analysisOf(repoId, ids[index] ?? '', { timestamp }));
    await finds(analysis, repoId, {}, ['b', 'd', 'a', 'c']);
  });

  test('finds results of one moment in the order of their ids by code point', async ({ analysis, repo }) => {
    const repoId = repo();
    const ids = [
      '',
      '10',
      '9',
      'A',
      'Z',
      '_',
      'a',
      'ab',
      'b',
      'e\u0301',
      '\u00e9',
      '\uff5e',
      '\uffff',
      '\u{10000}',
    ];
    for (const id of ids.toReversed()) await analysis.storeAnalysis(analysisOf(repoId, id));
    await finds(analysis, repoId, {}, ids);
  });

  test('finds those of a moment or later', async ({ analysis, repo }) => {
    const repoId = repo();
    const [before, then, after] = [4, 5, 6].map((nanoseconds) => ({ seconds: 1_700_000_000, nanoseconds }));
    await analysis.storeAnalysis(analysisOf(repoId, 'a', { timestamp: then as Timestamp }));
    await finds(analysis, repoId, { since: before }, ['a']);
    await finds(analysis, repoId, { since: then }, ['a']);
    await finds(analysis, repoId, { since: after }, []);
    await finds(analysis, repoId, { since: { seconds: 1_700_000_001, nanoseconds: 0 } }, []);
    await finds(analysis, repoId, { since: { seconds: 1_699_999_999, nanoseconds: 999_999_999 } }, ['a']);
  });

  test('finds those of exactly one type', async ({ analysis, repo }) => {
    const repoId = repo();
    const types = ['', 'a', 'A', 'a ', 'ab', 'é', 'e\u0301', 'a\0', "' OR 1=1 --"];
    for (const analysisType of types)
      await analysis.storeAnalysis(analysisOf(repoId, `of ${analysisType}`, { analysisType }));
    for (const analysisType of types) await finds(analysis, repoId, { analysisType }, [`of ${analysisType}`]);
    await finds(analysis, repoId, { analysisType: 'absent' }, []);
    same((await analysis.findAnalysis(repoId)).length, types.length);
  });

  test('finds as many as the limit allows, the newest of those that fit', async ({ analysis, repo }) => {
    const repoId = repo();
    for (let second = 1; second <= 6; second++) {
      const analysisType = second % 2 === 0 ? 'even' : 'odd';
      const timestamp = { seconds: second, nanoseconds: 0 };
      await analysis.storeAnalysis(analysisOf(repoId, `${second}`, { analysisType, timestamp }));
    }
    await finds(analysis, repoId, { limit: 2 }, ['6', '5']);
    await finds(analysis, repoId, { limit: 0 }, []);
    await finds(analysis, repoId, { limit: 100 }, ['6', '5', '4', '3', '2', '1']);
    await finds(
      analysis,
      repoId,
      { limit: undefined, since: undefined, analysisType: undefined, signal: undefined },
      ['6', '5', '4', '3', '2', '1'],
    );
    await finds(analysis, repoId, { limit: 1, analysisType: 'odd' }, ['5']);
    const since = { seconds: 3, nanoseconds: 0 };
    await finds(analysis, repoId, { limit: 2, analysisType: 'odd', since }, ['5', '3']);
    await finds(analysis, repoId, { analysisType: 'even', since }, ['6', '4']);
  });

  test('finds 300 results', async ({ analysis, repo }) => {
    const repoId = repo();
    const ids = Array.from({ length: 300 }, (_, index) => `n${String(index).padStart(3, '0')}`);
    for (const id of ids) await analysis.storeAnalysis(analysisOf(repoId, id));
    await finds(analysis, repoId, {}, ids);
    same(await analysis.deleteAnalysesOf(repoId), 300);
  });
}

function defineDeleting(test: Test): void {
  test('deletes one result and says whether there was one', async ({ analysis, repo }) => {
    const repoId = repo();
    for (const id of ['a', 'b']) await analysis.storeAnalysis(analysisOf(repoId, id));
    same(await analysis.deleteAnalysis(repoId, 'a'), true);
    same(await analysis.deleteAnalysis(repoId, 'a'), false);
    same(await analysis.deleteAnalysis(repo(), 'b'), false);
    same(await analysis.loadAnalysis(repoId, 'a'), undefined);
    await finds(analysis, repoId, {}, ['b']);
  });

  test('deletes all results of a repository and says how many', async ({ analysis, repo }) => {
    const [repoId, other] = [repo(), repo()];
    for (const id of ['a', 'b', 'c']) await analysis.storeAnalysis(analysisOf(repoId, id));
    await analysis.storeAnalysis(analysisOf(other, 'a'));
    same(await analysis.deleteAnalysesOf(repoId), 3);
    same(await analysis.deleteAnalysesOf(repoId), 0);
    same(await analysis.findAnalysis(repoId), []);
    await finds(analysis, other, {}, ['a']);
    await analysis.storeAnalysis(analysisOf(repoId, 'c'));
    await finds(analysis, repoId, {}, ['c']);
  });

  test('cleans up what is older than a moment, and not what is of that moment', async ({
    analysis,
    repo,
  }) => {
    const [repoId, other] = [repo(), repo()];
    const store = (of: string, id: string, seconds: number, nanoseconds: number): Promise<void> =>
      analysis.storeAnalysis(analysisOf(of, id, { timestamp: { seconds, nanoseconds } }));
    await store(repoId, 'second before', 99, 500);
    await store(repoId, 'just before', 100, 499);
    await store(repoId, 'then', 100, 500);
    await store(repoId, 'just after', 100, 501);
    await store(other, 'before', 1, 0);
    const moment = { seconds: 100, nanoseconds: 500 };
    same(await analysis.cleanupOldResults(moment, { repoId }), 2);
    same(await analysis.cleanupOldResults(moment, { repoId }), 0);
    await finds(analysis, repoId, {}, ['just after', 'then']);
    await finds(analysis, other, {}, ['before']);
    same(await analysis.cleanupOldResults(moment, { repoId: repo() }), 0);
  });

  test('cleans up in all repositories', async ({ analysis, repo }) => {
    const repositories = [repo(), repo()];
    // Of the first seconds of 1970, which nobody else's results are.
    for (const repoId of repositories) {
      await analysis.storeAnalysis(analysisOf(repoId, 'old', { timestamp: { seconds: 1, nanoseconds: 7 } }));
      await analysis.storeAnalysis(analysisOf(repoId, 'new', { timestamp: { seconds: 1, nanoseconds: 8 } }));
    }
    const count = await analysis.cleanupOldResults({ seconds: 1, nanoseconds: 8 });
    holds(count >= 2, `${count} were cleaned up`);
    for (const repoId of repositories) await finds(analysis, repoId, {}, ['new']);
  });
}

function defineBesideGraphs(test: Test): void {
  test('a repository with results alone is not stored as a graph', async ({ analysis, graph, repo }) => {
    const repoId = repo();
    await analysis.storeAnalysis(analysisOf(repoId, 'a'));
    await isAbsent(graph, repoId);
    await graph.deleteGraph(repoId);
    await finds(analysis, repoId, {}, ['a']);
  });

  test('results outlive their graph, and a graph its results', async ({ analysis, graph, repo }) => {
    const given = sampleGraph(repo());
    const result = analysisOf(given.repoId, 'a');
    await analysis.storeAnalysis(result);
    await graph.storeGraph(given);
    same(await analysis.findAnalysis(given.repoId), [result]);
    await analysis.storeAnalysis(analysisOf(given.repoId, 'b'));
    await graph.storeGraph(graphOf(given.repoId, [node('other')]));
    await graph.updateNodes(given.repoId, [node('more')]);
    await finds(analysis, given.repoId, {}, ['a', 'b']);
    await graph.deleteGraph(given.repoId);
    await isAbsent(graph, given.repoId);
    await finds(analysis, given.repoId, {}, ['a', 'b']);
    await graph.storeGraph(given);
    await finds(analysis, given.repoId, {}, ['a', 'b']);
    await analysis.deleteAnalysesOf(given.repoId);
    await stores(graph, given);
  });

  test('maintenance leaves results alone, however old', async ({ store, analysis, repo }) => {
    const given = analysisOf(repo(), 'a', { timestamp: { seconds: 0, nanoseconds: 0 } });
    await analysis.storeAnalysis(given);
    await store.maintenance();
    same(await analysis.findAnalysis(given.repoId), [given]);
  });
}

function defineCalls(test: Test): void {
  test('an aborted call of any method leaves results as they are', async ({ store, analysis, repo }) => {
    const repoId = repo();
    const kept = analysisOf(repoId, 'a', { timestamp: { seconds: 0, nanoseconds: 0 } });
    await analysis.storeAnalysis(kept);
    for (const { make } of CALLS)
      await fails(make(store, repoId, { signal: AbortSignal.abort() }), 'ABORTED');
    same(await analysis.findAnalysis(repoId), [kept]);
  });

  test('says the name of its backend', async ({ store, analysis }) => {
    same(analysis.backend, store.backend);
  });

  test('closing the analyses closes the store, and closing twice is harmless', async ({ open, repo }) => {
    const closed = await open();
    await closed.analysis.close();
    await closed.analysis[Symbol.asyncDispose]();
    await fails(closed.graph.graphExists(repo()), 'CLOSED');
    await fails(closed.analysis.findAnalysis(repo()), 'CLOSED');
  });

  test('close lets a result under way come to its end', async ({ open, repo }) => {
    const closed = await open();
    const write = closed.analysis.storeAnalysis(analysisOf(repo(), 'a'));
    await Promise.all([write, closed.close()]);
  });
}

type Another = (trial: { readonly store: GraphStore; open(): Promise<GraphStore> }) => Promise<GraphStore>;

function defineSharing(test: Test, whose: string, another: Another): void {
  test(`twenty results stored at once ${whose} all land`, async (trial) => {
    const { analysis, repo } = trial;
    const other = (await another(trial)).analysis;
    const repoId = repo();
    const ids = Array.from({ length: 20 }, (_, index) => String.fromCharCode(0x61 + index));
    await Promise.all(
      ids.map((id, index) =>
        retried(() => (index % 2 ? other : analysis).storeAnalysis(analysisOf(repoId, id))),
      ),
    );
    await finds(analysis, repoId, {}, ids);
    await finds(other, repoId, {}, ids);
  });

  test(`one id stored many times at once ${whose} ends as one of them, whole`, async (trial) => {
    const { analysis, repo } = trial;
    const other = (await another(trial)).analysis;
    const repoId = repo();
    const given = Array.from({ length: 12 }, (_, index) =>
      analysisOf(repoId, 'a', {
        analysisType: `${index}`,
        data: { index, filling: 'x'.repeat(1_000) },
        metadata: { [`k${index}`]: `${index}` },
      }),
    );
    await Promise.all(
      given.map((result, index) => retried(() => (index % 2 ? other : analysis).storeAnalysis(result))),
    );
    const found = await analysis.findAnalysis(repoId);
    same(found.length, 1);
    same(found[0], given[Number(found[0]?.analysisType)]);
  });

  test(`of many that delete a result at once ${whose} one learns that there was one`, async (trial) => {
    const { analysis, repo } = trial;
    const other = (await another(trial)).analysis;
    const repoId = repo();
    await analysis.storeAnalysis(analysisOf(repoId, 'a'));
    const told = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        retried(() => (index % 2 ? other : analysis).deleteAnalysis(repoId, 'a')),
      ),
    );
    same(told.filter((was) => was).length, 1);
  });
}

function defineDurable(test: Test): void {
  test('keeps results, and that they are gone, over a close', async ({ open, target, closing, repo }) => {
    const first = await open();
    const repoId = repo();
    const kept: readonly AnalysisResult[] = [
      analysisOf(repoId, 'b', { data: { text: '\0\u{1F600}\n' }, metadata: { 'a b': '\0' } }),
      analysisOf(repoId, '\0/..\u{1F600}', { timestamp: { seconds: 3, nanoseconds: 4 }, analysisType: '' }),
    ];
    for (const result of kept) await first.analysis.storeAnalysis(result);
    await first.analysis.storeAnalysis(analysisOf(repoId, 'gone'));
    await first.analysis.deleteAnalysis(repoId, 'gone');
    await first.close();
    const second = closing((await target.reopen?.(first)) ?? first);
    same(await second.analysis.findAnalysis(repoId), kept);
    for (const result of kept) same(await second.analysis.loadAnalysis(repoId, result.id), result);
    same(await second.analysis.deleteAnalysesOf(repoId), 2);
  });
}

async function finds(
  analysis: AnalysisStorage,
  repoId: string,
  query: AnalysisQuery,
  ids: readonly string[],
): Promise<void> {
  const found = await analysis.findAnalysis(repoId, query);
  same(
    found.map(({ id }) => id),
    ids,
  );
}
