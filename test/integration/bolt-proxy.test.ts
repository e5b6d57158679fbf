import neo4j, { type Driver } from 'neo4j-driver';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { BoltProxy } from '../proxy/bolt-proxy.ts';
import { workplace } from './support/database.ts';

/** What the tests of a failing connection rest on: that the proxy does what they ask of it. */
const work = workplace();
const { uri, username, password, database } = inject('neo4j');

let proxy: BoltProxy;
let driver: Driver;
beforeEach(async () => {
  proxy = await BoltProxy.start(uri);
  driver = neo4j.driver(proxy.uri, neo4j.auth.basic(username, password), { maxTransactionRetryTime: 0 });
});
afterEach(async () => {
  await driver.close();
  await proxy.close();
});

/** Leaves a mark if it is committed. */
async function commitMark(mark: string): Promise<void> {
  const session = driver.session({ database });
  try {
    const tx = session.beginTransaction();
    await tx.run('CREATE (:ProxyMark {mark: $mark})', { mark });
    await tx.commit();
  } finally {
    await session.close();
  }
}

/** How often the mark was left; removes it. */
function marks(mark: string): Promise<unknown> {
  return work.database.value(
    'MATCH (n:ProxyMark {mark: $mark}) WITH collect(n) AS found FOREACH (n IN found | DELETE n) RETURN size(found)',
    { mark },
  );
}

describe('the proxy', () => {
  test('forwards what it need not touch, and counts it', async () => {
    const text = 'x'.repeat(300_000);
    const { records } = await driver.executeQuery(
      'UNWIND range(1, 10) AS n RETURN n, $text AS text',
      { text },
      { database },
    );
    expect(records).toHaveLength(10);
    expect(records.every((record) => record.get('text') === text)).toBe(true);
    expect([proxy.count('connect'), proxy.count('COMMIT'), proxy.count('cut')]).toEqual([1, 1, 0]);
  });

  test.each([
    ['lose request', 0],
    ['lose answer', 1],
  ] as const)('can %s, after which the transaction was committed %i times', async (how, committed) => {
    const mark = work.repo();
    await commitMark(mark);
    const lost = proxy.interrupt({ request: 'COMMIT', number: 2, how });
    await commitMark(mark);
    expect(lost.happened).toBe(false);
    await expect(commitMark(mark)).rejects.toMatchObject({ code: 'ServiceUnavailable' });
    expect(lost.happened).toBe(true);
    await commitMark(mark);
    expect(await marks(mark)).toEqual(3 + committed);
  });

  test('can hold back a request or an answer', async () => {
    const mark = work.repo();
    for (const [how, before] of [
      ['hold request', 0],
      ['hold answer', 1],
    ] as const) {
      const held = proxy.interrupt({ request: 'COMMIT', how });
      const committing = commitMark(mark);
      await held.reached;
      expect(await marks(mark)).toBe(before);
      held.release();
      await committing;
      expect(await marks(mark)).toBe(1 - before);
    }
  });

  test('does something else first, while nothing passes', async () => {
    const mark = work.repo();
    proxy.interrupt({
      request: 'COMMIT',
      how: 'lose answer',
      meanwhile: () => work.database.run('CREATE (:ProxyMark {mark: $mark})', { mark }),
    });
    await expect(commitMark(mark)).rejects.toMatchObject({ code: 'ServiceUnavailable' });
    expect(await marks(mark)).toBe(2);
  });

  test('cuts after any number of bytes, keeps answers back, and comes back after it was down', async () => {
    const mark = work.repo();
    proxy.cutAfterBytes(200);
    await expect(commitMark(mark)).rejects.toThrow();
    expect(proxy.awaitsBytes).toBe(false);
    proxy.goDown();
    await expect(commitMark(mark)).rejects.toMatchObject({ code: 'ServiceUnavailable' });
    proxy.comeBack();
    proxy.answerDelayMs = 50;
    const start = performance.now();
    await commitMark(mark);
    expect(performance.now() - start).toBeGreaterThan(100);
    expect(await marks(mark)).toBe(1);
  });
});
