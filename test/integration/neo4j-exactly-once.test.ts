import { describe, expect, test } from 'vitest';
import { isGraph } from '../../src/conformance/assertions.ts';
import { runs } from '../support/thoroughness.ts';
import { failure } from './support/failures.ts';
import { fileName, fileNodes, projectGraph } from './support/project-graph.ts';
import { proxiedWorkplace } from './support/proxied-workplace.ts';
import { WRITES } from './support/writes.ts';

const place = proxiedWorkplace();

/** Of the commits of a write, between which another comes: every so many. */
const COMMITS_APART = runs(3, 1);
const CUTS = (['lose answer', 'lose request'] as const).flatMap((how) =>
  WRITES.map((write) => ({ title: write.title, write, how })),
);

describe('a write happens once and reports what it did, although every commit of it fails the first time', () => {
  test.each(CUTS)('$title: $how', async ({ write, how }) => {
    const expected = await place.expected(write);
    await using store = await place.open(write.options);
    const cut = place.proxy.interrupt({ request: 'COMMIT', every: 2, how });
    await place.makes(write, store, expected);
    // What a deletion leaves to be swept, the store of another file may sweep first.
    expect(cut.times).toBeGreaterThan(write.isSweptByOthers === true ? 0 : 2);
  });
});

describe('a write happens once, wherever in the bytes that it sends the connection is cut', () => {
  test.each(WRITES)('$title', async (write) => {
    const expected = await place.expected(write);
    await using store = await place.open(write.options);
    for (const bytes of [1, 30, 300, 1_500, 4_000]) {
      place.proxy.cutAfterBytes(bytes);
      await place.makes(write, store, expected);
    }
    expect(place.proxy.count('cut')).toBeGreaterThan(2);
  });
});

describe('a connection that is lost', () => {
  test.each(['lose request', 'lose answer'] as const)(
    'is tried again after milliseconds: %s',
    async (how) => {
      const repoId = place.repo();
      await using store = await place.open();
      await store.graph.storeGraph(projectGraph(repoId, 'old'));
      const cut = place.proxy.interrupt({ request: 'COMMIT', number: 2, how });
      await store.graph.updateNodes(repoId, fileNodes(1, 'new'));
      const lost = await cut.reached;
      const again = place.proxy.firstAfter(lost, 'BEGIN') ?? Number.NaN;
      // The driver's own retries begin after a whole second.
      expect(again - lost).toBeLessThan(500);
    },
  );

  test('and does not come back is UNAVAILABLE after the stated time, and the write can be made again', async () => {
    for (const write of WRITES) {
      const { graph } = await place.expected(write);
      const repoId = await place.before(write);
      await using store = await place.open({ ...write.options, retrySeconds: 0.3, connectSeconds: 1 });
      place.proxy.interrupt({
        request: 'COMMIT',
        how: 'lose answer',
        meanwhile: async () => place.proxy.goDown(),
      });
      const start = performance.now();
      const error = await failure(write.run(store.graph, repoId), 'UNAVAILABLE');
      expect(performance.now() - start).toBeLessThan(5_000);
      expect(error).toMatchObject({ retryable: true, backend: 'neo4j', repoId });
      place.proxy.comeBack();
      await write.run(store.graph, repoId);
      await place.holds(repoId, graph);
    }
  });
});

describe('another writer that comes between a commit and its repetition', () => {
  const PARTS = [1, 2, 3, 4, 5, 6];

  test.each(PARTS)('loses nothing, and takes nothing: updates, commit %i', async (number) => {
    const repoId = place.repo();
    const base = projectGraph(repoId, 'old');
    await place.direct.graph.storeGraph(base);
    await using store = await place.open();
    place.proxy.interrupt({
      request: 'COMMIT',
      number,
      how: 'lose answer',
      meanwhile: () => place.direct.graph.updateNodes(repoId, fileNodes(2, 'theirs')),
    });
    await store.graph.updateNodes(repoId, fileNodes(1, 'ours'));
    await place.direct.graph.updateNodes(repoId, fileNodes(2, 'theirs'));
    const others = base.nodes.filter(({ file }) => file !== fileName(1) && file !== fileName(2));
    await place.holds(repoId, {
      ...base,
      nodes: [...others, ...fileNodes(1, 'ours'), ...fileNodes(2, 'theirs')],
    });
  });

  test.each([
    ['by its difference', {}],
    ['as a new generation', { inPlaceRows: 0, batchRows: 50 }],
  ])('is second or first with a whole graph: %s', async (_title, options) => {
    await using store = await place.open({ ...options, retrySeconds: 3 });
    let number = 1;
    for (let cut = true; cut && number < 40; number += COMMITS_APART) {
      const repoId = place.repo();
      await place.direct.graph.storeGraph(projectGraph(repoId, 'old'));
      const graphs = [projectGraph(repoId, 'ours', 4), projectGraph(repoId, 'theirs', 3)] as const;
      const interruption = place.proxy.interrupt({
        request: 'COMMIT',
        number,
        how: 'lose answer',
        meanwhile: () => place.direct.graph.storeGraph(graphs[1]),
      });
      const outcome = await store.graph.storeGraph(graphs[0]).catch((error: unknown) => error);
      cut = interruption.happened;
      const loaded = await place.direct.graph.loadGraph(repoId);
      const whole = graphs.filter((graph) => loaded !== undefined && isGraph(loaded, graph));
      expect(whole).toHaveLength(1);
      if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'CONFLICT', retryable: true });
    }
    // Else nobody came between.
    expect(number).toBeGreaterThan(COMMITS_APART + 1);
  });
});
