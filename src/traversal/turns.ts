import type { ReadOptions } from '../storage/index.ts';
import { pause } from './pause.ts';

/**
 * Long work: it yields how far it is wherever others may be let in, which is every few milliseconds at most.
 */
export type Work<Result> = Generator<number, Result, undefined>;

/** How long work goes on before others get their turn; one more step may be under way by then. */
const MILLISECONDS = 15;
/** How many vertices or rows are looked at between two yields: a power of two. */
const UNITS = 1_024;
/** How many items are sorted in one go. */
const SORTED_AT_ONCE = 8_192;

/** Does the work, but lets others in now and then, and heeds the signal. @throws `ABORTED` */
export async function inTurns<Result>(
  work: Work<Result>,
  options: ReadOptions,
  phase: string,
): Promise<Result> {
  let since = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - since < MILLISECONDS) continue;
    await pause(options, phase, step.value);
    since = performance.now();
  }
}

/** Does the work without letting anyone in. */
export function atOnce<Result>(work: Work<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Whether work that has counted so far should yield. */
export function isDue(count: number): boolean {
  return (count & (UNITS - 1)) === 0;
}

/** The items in order; those that are equal stay as they stood. */
export function* sorted<Item>(
  items: readonly Item[],
  compare: ((a: Item, b: Item) => number) | undefined,
): Work<Item[]> {
  let runs: Item[][] = [];
  for (let from = 0; from < items.length; from += SORTED_AT_ONCE) {
    runs.push(items.slice(from, from + SORTED_AT_ONCE).sort(compare));
    yield from;
  }
  const isBefore: (a: Item, b: Item) => boolean =
    compare === undefined ? (a, b) => a < b : (a, b) => compare(a, b) < 0;
  while (runs.length > 1) {
    const merged: Item[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(yield* mergedRuns(runs[at] ?? [], runs[at + 1] ?? [], isBefore));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* mergedRuns<Item>(
  left: readonly Item[],
  right: readonly Item[],
  isBefore: (a: Item, b: Item) => boolean,
): Work<Item[]> {
  const merged: Item[] = [];
  let [fromLeft, fromRight] = [0, 0];
  while (fromLeft < left.length || fromRight < right.length) {
    if (isDue(merged.length)) yield merged.length;
    const takesRight =
      fromLeft === left.length ||
      (fromRight < right.length && isBefore(right[fromRight] as Item, left[fromLeft] as Item));
    merged.push((takesRight ? right[fromRight++] : left[fromLeft++]) as Item);
  }
  return merged;
}

/** What is made of each item. */
export function* mapped<Item, Made>(
  items: ArrayLike<Item>,
  make: (item: Item, index: number) => Made,
): Work<Made[]> {
  const made: Made[] = [];
  for (let index = 0; index < items.length; index++) {
    if (isDue(index)) yield index;
    made.push(make(items[index] as Item, index));
  }
  return made;
}
