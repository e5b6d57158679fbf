import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { StatementRunner } from '../../../src/backends/neo4j/connection/connection.ts';
import { type ReadBeside, readBatches } from '../../../src/backends/neo4j/read/read-batches.ts';

const first = { name: 'first' } as unknown as StatementRunner;
const second = { name: 'second' } as unknown as StatementRunner;
const batches = [[1, 2], [3, 4], [5], [6, 7], [8, 9], [10]];
const all = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const lost = new Error('the connection is lost');

/** Reads what is asked of it after a while, and notes who was asked. */
class Reading {
  readonly asked: StatementRunner[] = [];

  readonly read = async (tx: StatementRunner, batch: readonly number[]): Promise<readonly number[]> => {
    this.asked.push(tx);
    await sleep(1);
    return batch;
  };
}

const sorted = (rows: readonly number[]): number[] => rows.toSorted((a, b) => a - b);

describe('batches are each read once', () => {
  it('by one transaction alone', async () => {
    expect(sorted(await readBatches(first, batches, new Reading().read))).toEqual(all);
  });

  it('by two side by side', async () => {
    const reading = new Reading();
    expect(sorted(await readBatches(first, batches, reading.read, (work) => work(second)))).toEqual(all);
    expect(reading.asked).toHaveLength(batches.length);
    expect(new Set(reading.asked)).toEqual(new Set([first, second]));
  });

  it('where the second never gets a connection', async () => {
    const waitsForever: ReadBeside = () => new Promise(() => undefined);
    expect(sorted(await readBatches(first, batches, new Reading().read, waitsForever))).toEqual(all);
  });

  it('where the second comes when all is read', async () => {
    const reading = new Reading();
    let late: Promise<void> | undefined;
    const comesLate: ReadBeside = (work) => {
      late = sleep(50).then(() => work(second));
      return late;
    };
    expect(sorted(await readBatches(first, batches, reading.read, comesLate))).toEqual(all);
    await late;
    expect(reading.asked).not.toContain(second);
  });

  it.each([0, 1, 2])('where the second fails after %i of its batches', async (good) => {
    let answered = 0;
    const reading = new Reading();
    const failing = async (tx: StatementRunner, batch: readonly number[]): Promise<readonly number[]> => {
      if (tx === second && answered++ >= good) throw lost;
      return reading.read(tx, batch);
    };
    expect(sorted(await readBatches(first, batches, failing, (work) => work(second)))).toEqual(all);
  });

  it('where what the second asked for next fails after it has', async () => {
    let failures = 0;
    const reading = new Reading();
    const failing = async (tx: StatementRunner, batch: readonly number[]): Promise<readonly number[]> => {
      if (tx === first) return reading.read(tx, batch);
      await sleep(failures++ === 0 ? 1 : 60);
      throw lost;
    };
    expect(sorted(await readBatches(first, batches, failing, (work) => work(second)))).toEqual(all);
  });

  it('where the second begins its work again after a failure', async () => {
    let failures = 0;
    const reading = new Reading();
    const failing = async (tx: StatementRunner, batch: readonly number[]): Promise<readonly number[]> => {
      if (tx === second && failures++ === 0) throw lost;
      return reading.read(tx, batch);
    };
    const twice: ReadBeside = (work) => work(second).catch(() => work(second));
    expect(sorted(await readBatches(first, batches, failing, twice))).toEqual(all);
  });
});

it('a failure of the first transaction is thrown, and the second draws no more batches', async () => {
  const asked: number[] = [];
  const failing = async (tx: StatementRunner, batch: readonly number[]): Promise<readonly number[]> => {
    if (tx === first) throw lost;
    asked.push(...batch);
    await sleep(5);
    return batch;
  };
  const many = Array.from({ length: 100 }, (_, number) => [number]);
  await expect(readBatches(first, many, failing, (work) => work(second))).rejects.toBe(lost);
  await sleep(30);
  expect(asked.length).toBeLessThan(5);
});

it('one batch is not worth a second transaction', async () => {
  const never: ReadBeside = () => {
    throw new Error('was asked');
  };
  expect(await readBatches(first, [[1]], new Reading().read, never)).toEqual([1]);
});
