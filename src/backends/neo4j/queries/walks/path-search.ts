import type { GenerationReader } from '../generation-reader.ts';
import { edgesFrom, edgesInto, type NumberedEdge } from '../numbers/numbered-edges.ts';

/** Each level is a statement, so a path of more steps is sooner found in a graph that is fetched whole. */
const MOST_LEVELS = 200;

/** Where a path would be so long that it was given up. */
export const TOO_FAR = 'too-far';

/**
 * All edges that lie on a shortest path of at least one step, `undefined` if there is none. It is searched
 * from both ends, always onward from the smaller level.
 */
export async function edgesOnShortestPaths(
  reader: GenerationReader,
  start: number,
  goal: number,
  depth: number,
  types: readonly string[],
): Promise<readonly NumberedEdge[] | undefined | typeof TOO_FAR> {
  const forward = new Side(start, 'source', 'target', (level) => edgesFrom(reader, level, types));
  const backward = new Side(goal, 'target', 'source', (level) => edgesInto(reader, level, types));
  for (let length = 1; length <= Math.min(depth, MOST_LEVELS); length++) {
    const side = forward.level.size <= backward.level.size ? forward : backward;
    await side.advance();
    if (side.level.size === 0) return undefined;
    const met = new Set([...forward.level].filter((number) => backward.level.has(number)));
    if (met.size > 0) return [...forward.edgesTo(met), ...backward.edgesTo(met)];
  }
  return depth > MOST_LEVELS ? TOO_FAR : undefined;
}

type End = 'source' | 'target';

/** One side of a search: levels of nodes, each one step further. */
class Side {
  level: ReadonlySet<number>;
  // Without the node it begins at, to which a cycle may lead back.
  readonly #seen = new Set<number>();
  readonly #steps: (readonly NumberedEdge[])[] = [];
  readonly #near: End;
  readonly #far: End;
  readonly #read: (level: readonly number[]) => Promise<readonly NumberedEdge[]>;

  constructor(
    origin: number,
    near: End,
    far: End,
    read: (level: readonly number[]) => Promise<readonly NumberedEdge[]>,
  ) {
    this.level = new Set([origin]);
    this.#near = near;
    this.#far = far;
    this.#read = read;
  }

  async advance(): Promise<void> {
    const edges = await this.#read([...this.level]);
    const steps = edges.filter((edge) => !this.#seen.has(edge[this.#far]));
    this.#steps.push(steps);
    this.level = new Set(steps.map((edge) => edge[this.#far]));
    for (const number of this.level) this.#seen.add(number);
  }

  /** The edges by which nodes of the present level are reached in the fewest steps. */
  edgesTo(nodes: ReadonlySet<number>): NumberedEdge[] {
    const found: NumberedEdge[] = [];
    let wanted = nodes;
    for (const steps of this.#steps.toReversed()) {
      const leading = steps.filter((edge) => wanted.has(edge[this.#far]));
      found.push(...leading);
      wanted = new Set(leading.map((edge) => edge[this.#near]));
    }
    return found;
  }
}
