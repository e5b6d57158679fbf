import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exclusively } from '../../server/exclusively.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exclusively-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('what is done under one lock is done one after the other, also after a failure', async () => {
  const lock = join(folder, 'one');
  let inside = 0;
  const work = async (turn: number): Promise<number> => {
    expect(++inside).toBe(1);
    await sleep(5);
    inside--;
    if (turn === 1) throw new Error('in vain');
    return turn;
  };
  const ended = await Promise.allSettled([0, 1, 2].map((turn) => exclusively(lock, () => work(turn))));
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await readdir(folder)).toEqual([]);
});

test('the lock of a process that is gone is broken', async () => {
  const lock = join(folder, 'left');
  await mkdir(lock);
  const past = new Date(Date.now() - 100_000);
  await utimes(lock, past, past);
  expect(await exclusively(lock, async () => 'done', 50_000)).toBe('done');
});
