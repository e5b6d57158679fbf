import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forEachDisjointBatch } from '../../../src/backends/neo4j/write/generation/disjoint-batches.ts';

interface Row {
  readonly number: number;
  readonly groups: readonly [number, number];
  readonly size: number;
}

const BYTES = 50;
const row = fc.record({
  groups: fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })),
  size: fc.integer({ min: 1, max: 60 }),
});
const chunks = fc
  .array(fc.array(row, { maxLength: 30 }), { maxLength: 12 })
  .map((lists) => lists.map((rows) => rows.map((one) => ({ ...one, number: 0 }))));

async function* given<Chunk>(
  lists: readonly Chunk[],
  read: () => void = () => undefined,
): AsyncGenerator<Chunk> {
  for (const list of lists) {
    read();
    yield list;
  }
}

const settings = { sizeOf: ({ size }: Row) => size, groupsOf: ({ groups }: Row) => groups };

test('every row is done once, in batches within the limits, and no two in work at the same time share a group', async () => {
  await fc.assert(
    fc.asyncProperty(
      chunks,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 9 }),
      async (lists, concurrency, batchRows) => {
        const rows = lists.flat().map((one, number) => Object.assign(one, { number }));
        const inWork = new Set<readonly number[]>();
        const done: number[] = [];
        await forEachDisjointBatch(given(lists), {
          ...settings,
          limits: { batchRows, batchBytes: BYTES },
          concurrency,
          async work(batch) {
            const groups = [...new Set(batch.flatMap((one) => one.groups))];
            expect(groups.length).toBeLessThanOrEqual(2);
            for (const others of inWork) expect(others.filter((group) => groups.includes(group))).toEqual([]);
            inWork.add(groups);
            expect(inWork.size).toBeLessThanOrEqual(concurrency);
            expect(batch.length).toBeLessThanOrEqual(batchRows);
            if (batch.length > 1)
              expect(batch.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(BYTES);
            for (let turns = batch.length % 3; turns > 0; turns--) await turn();
            inWork.delete(groups);
            for (const { number } of batch) done.push(number);
          },
        });
        expect(done.sort((a, b) => a - b)).toEqual(rows.map(({ number }) => number));
      },
    ),
    { numRuns: 200 },
  );
});

test('what touches other groups is done side by side', async () => {
  const rows = [0, 1, 2, 3].flatMap((group) => [{ number: group, groups: [group, group] as const, size: 1 }]);
  let most = 0;
  let inWork = 0;
  await forEachDisjointBatch(given([rows]), {
    ...settings,
    limits: { batchRows: 10, batchBytes: BYTES },
    concurrency: 3,
    async work() {
      most = Math.max(most, ++inWork);
      await turn();
      inWork--;
    },
  });
  expect(most).toBe(3);
});

test('no more is read ahead than a few batches hold, by rows and by bytes', async () => {
  for (const [size, most] of [
    [1, 4 * 10],
    [BYTES, 4],
  ] as const) {
    const lists = Array.from({ length: 200 }, (_, number) => [{ number, groups: [0, 1] as const, size }]);
    let [read, done, ahead] = [0, 0, 0];
    await forEachDisjointBatch(
      given(lists, () => {
        ahead = Math.max(ahead, ++read - done);
      }),
      {
        ...settings,
        limits: { batchRows: 10, batchBytes: BYTES },
        concurrency: 2,
        async work(batch) {
          await turn();
          done += batch.length;
        },
      },
    );
    // What is in work comes on top.
    expect(ahead).toBeLessThanOrEqual(most + most / 2);
    expect(done).toBe(200);
  }
});

test('after a failure nothing more is begun or read, what is in work is waited for, and the failure is thrown', async () => {
  const lists = Array.from({ length: 50 }, (_, number) => [
    { number, groups: [number % 4, number % 4] as const, size: 1 },
  ]);
  let [begun, ended, read] = [0, 0, 0];
  const all = forEachDisjointBatch(
    given(lists, () => read++),
    {
      ...settings,
      limits: { batchRows: 1, batchBytes: BYTES },
      concurrency: 3,
      async work() {
        const number = ++begun;
        await turn();
        ended++;
        if (number === 2) throw new Error('the second');
      },
    },
  );
  await expect(all).rejects.toThrow('the second');
  expect(ended).toBe(begun);
  expect(begun).toBeLessThan(6);
  expect(read).toBeLessThan(20);
});
