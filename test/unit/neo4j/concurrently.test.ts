import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { forEachConcurrently } from '../../../src/concurrency/side-by-side.ts';

/** Gives numbers and remembers how many were drawn. */
class Numbers {
  drawn = 0;

  *upTo(count: number): Generator<number> {
    while (this.drawn < count) yield this.drawn++;
  }
}

describe('work side by side', () => {
  it.each([1, 2, 3, 20])('is done once for every item, never more than %i at a time', async (concurrency) => {
    const done: number[] = [];
    let [running, most] = [0, 0];
    await forEachConcurrently(new Numbers().upTo(12), concurrency, async (item) => {
      most = Math.max(most, ++running);
      await sleep(item % 3);
      running--;
      done.push(item);
    });
    expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index));
    expect(most).toBe(Math.min(concurrency, 12));
  });

  it('draws an item only when there is room for it', async () => {
    const numbers = new Numbers();
    let finished = 0;
    await forEachConcurrently(numbers.upTo(10), 2, async () => {
      expect(numbers.drawn - finished).toBeLessThanOrEqual(2);
      await sleep(1);
      finished++;
    });
    expect(finished).toBe(10);
  });

  it('draws no more after a failure, waits for what is in flight, and throws that failure', async () => {
    const numbers = new Numbers();
    let slowIsDone = false;
    const work = forEachConcurrently(numbers.upTo(100), 2, async (item) => {
      if (item === 1) throw new Error('the first failure');
      await sleep(20);
      slowIsDone = true;
    });
    await expect(work).rejects.toThrow('the first failure');
    expect(slowIsDone).toBe(true);
    expect(numbers.drawn).toBe(2);
  });

  it('does nothing where there is nothing, and passes on what the items themselves throw', async () => {
    let calls = 0;
    const count = async (): Promise<void> => void calls++;
    await forEachConcurrently(new Numbers().upTo(0), 3, count);
    expect(calls).toBe(0);
    function* broken(): Generator<number> {
      yield 1;
      throw new Error('no more');
    }
    await expect(forEachConcurrently(broken(), 2, count)).rejects.toThrow('no more');
    expect(calls).toBe(1);
  });
});
