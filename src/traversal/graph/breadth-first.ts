import { isDue, type Work } from '../turns.ts';
import type { Steps } from './steps.ts';

/** A vertex that a walk reached, and the fewest steps to it. */
export interface Reached {
  readonly vertex: number;
  readonly distance: number;
}

/**
 * All vertices that 1 to `depth` steps lead to from any start, by distance, then by number. A start is among
 * them if it can be reached too, from itself or another.
 */
export function* breadthFirst(
  vertices: number,
  starts: readonly number[],
  depth: number,
  steps: Steps,
): Work<readonly Reached[]> {
  const seen = new Uint8Array(vertices);
  // Starts are queued unseen, so a way back to one is found like any other vertex: it may stand here twice.
  const queue = new Uint32Array(vertices + starts.length);
  queue.set(starts);
  let end = starts.length;
  const visit = (neighbour: number): void => {
    if (seen[neighbour] === 1) return;
    seen[neighbour] = 1;
    queue[end++] = neighbour;
  };
  let levelStart = 0;
  const reached: Reached[] = [];
  for (let distance = 1; distance <= depth && levelStart < end; distance++) {
    const levelEnd = end;
    for (let head = levelStart; head < levelEnd; head++) {
      if (isDue(head)) yield head;
      steps(queue[head] ?? 0, visit);
    }
    // A level of a chain is in order, and long chains have many.
    if (end - levelEnd > 1) queue.subarray(levelEnd, end).sort();
    for (let place = levelEnd; place < end; place++) {
      if (isDue(place)) yield place;
      reached.push({ vertex: queue[place] ?? 0, distance });
    }
    levelStart = levelEnd;
  }
  return reached;
}
