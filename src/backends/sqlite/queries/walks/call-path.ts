import type { CallPath, PathQuery, PathStep } from '../../../../storage/index.ts';
import { Pauses } from '../pauses.ts';
import { type EdgeRow, edgeOf, type RepositoryReader } from '../repository-reader.ts';
import * as sql from '../statements.ts';
import { Expansion } from './expansion.ts';

/**
 * A shortest path of at least one step: of several the least by its sequence of ids, then of kinds.
 *
 * @throws `NOT_FOUND`, `AMBIGUOUS`
 */
export async function callPath(reader: RepositoryReader, query: PathQuery): Promise<CallPath | undefined> {
  const from = await reader.select(query.from);
  const to = await reader.select(query.to);
  const levels = await levelsBetween(reader, from.number, to.number, query);
  if (levels === undefined) return undefined;
  const kinds = reader.kindList(query.edgeKinds);
  const passed: number[] = [];
  const edges = levels.map((level) => {
    const row = reader.json<[number, ...EdgeRow]>(
      sql.LEAST_EDGE,
      passed.at(-1) ?? from.number,
      kinds,
      JSON.stringify(level),
    );
    if (row === undefined) throw new Error('A level does not follow from the one before.');
    const [target, ...edge] = row;
    passed.push(target);
    return edgeOf(edge);
  });
  const ends = reader.ends(passed);
  const steps = edges.map((edge, step): PathStep => {
    const end = ends.get(passed[step] ?? 0) ?? { id: edge.target, stored: false as const };
    // A node that is passed twice is two things to whoever changes the answer.
    return { edge, to: structuredClone(end) };
  });
  return { from: from.node, steps };
}

/**
 * For each step of the shortest paths where it may lead, so that every one of these has an edge to one of the
 * next. Walks from both ends, a level of the smaller side at a time, until they meet.
 */
async function levelsBetween(
  reader: RepositoryReader,
  start: number,
  goal: number,
  query: PathQuery,
): Promise<readonly (readonly number[])[] | undefined> {
  const forward = new Side(reader, start, 'callees', query);
  const backward = new Side(reader, goal, 'callers', query);
  const pauses = new Pauses(query);
  for (let length = 1; length <= query.depth; length++) {
    // A way back to the start itself is met from one side alone: both begin at it.
    const isForward = start !== goal && forward.width < backward.width;
    const [side, other] = isForward ? [forward, backward] : [backward, forward];
    if (side.width === 0) return undefined;
    const met = side.advance(other);
    if (met.length > 0) return levelsThrough(reader, forward, backward, met, query);
    await pauses.letOthersIn('steps', length);
  }
  return undefined;
}

/** What was reached from one end, level by level. */
class Side {
  readonly #expansion: Expansion;
  readonly distances: Map<number, number>;
  readonly levels: (readonly number[])[];

  constructor(
    reader: RepositoryReader,
    end: number,
    direction: 'callers' | 'callees',
    { edgeKinds }: PathQuery,
  ) {
    this.#expansion = new Expansion(reader, [end], { direction, edgeKinds });
    this.distances = new Map([[end, 0]]);
    this.levels = [[end]];
  }

  get width(): number {
    return this.#expansion.frontier.length;
  }

  /** Goes one level on. @returns what the other side has reached of it */
  advance(other: Side): readonly number[] {
    const found = this.#expansion.step();
    const level = found.filter((number) => !this.distances.has(number));
    for (const number of level) this.distances.set(number, this.levels.length);
    this.levels.push(level);
    this.#expansion.frontier = level;
    return found.filter((number) => other.distances.has(number));
  }
}

/** The levels of all shortest paths through where the sides have met, without the start's own. */
function levelsThrough(
  reader: RepositoryReader,
  forward: Side,
  backward: Side,
  met: readonly number[],
  { edgeKinds }: PathQuery,
): (readonly number[])[] {
  const back = new Expansion(reader, met, { direction: 'callers', edgeKinds });
  const before: (readonly number[])[] = [met];
  for (const level of forward.levels.slice(1, -1).toReversed()) {
    const members = new Set(level);
    back.frontier = back.step().filter((number) => members.has(number));
    before.unshift(back.frontier);
  }
  const behind = backward.levels.slice(0, -1).toReversed();
  // Where the forward side has not gone, the meeting place is the start itself.
  return forward.levels.length === 1 ? behind : [...before, ...behind];
}
