import { compareCodePoints } from '../../../graph/index.ts';
import type { WalkDirection } from '../../../storage/index.ts';
import * as cypher from '../statements.generated.ts';
import { withExpansion } from './expansion.ts';
import type { GenerationReader } from './generation-reader.ts';
import { groupsOfNumbers } from './node-groups.ts';
import { batches } from './numbered-edges.ts';

export interface ReachRules {
  readonly direction: WalkDirection;
  /** Relationship types. */
  readonly types: readonly string[];
  /** Most steps; may be `Infinity`. */
  readonly depth: number;
}

/**
 * The fewest steps from any start to each node within the depth, and 0 to the starts, all by the database's numbers.
 * An expansion searches from each of its starts anew, so only a single one is expanded all the way at once; several go
 * together, level by level.
 */
export async function stepsFrom(
  reader: GenerationReader,
  starts: readonly number[],
  { direction, types, depth }: ReachRules,
): Promise<Map<number, number>> {
  const statement = direction === 'callers' ? cypher.reachingNumbers : cypher.reachedFromNumbers;
  const steps = new Map(starts.map((number) => [number, 0]));
  if (types.length === 0) return steps;
  let level = starts;
  for (let before = 0; before < depth && level.length > 0; ) {
    const most = level.length === 1 ? depth - before : 1;
    const expansion = withExpansion(statement, types, most);
    const next: number[] = [];
    for (const number of batches(level)) {
      for (const row of await reader.tx.run(expansion, { number })) {
        for (const end of row.number as readonly number[]) {
          if (steps.has(end)) continue;
          steps.set(end, before + (row.distance as number));
          next.push(end);
        }
      }
    }
    before += most;
    level = next;
  }
  return steps;
}

/** A stored node that was reached. */
export interface ReachedNode {
  readonly id: string;
  readonly number: number;
  readonly file: string;
  readonly distance: number;
}

/** The stored nodes among what was reached, by distance, then by id, and how many others there are. */
export async function reachedNodes(
  reader: GenerationReader,
  steps: ReadonlyMap<number, number>,
): Promise<{ readonly nodes: ReachedNode[]; readonly notStored: number }> {
  const groups = await groupsOfNumbers(reader, steps.keys());
  const nodes = groups
    .filter(({ kind }) => kind !== null)
    .flatMap(({ file, ids, numbers }) =>
      numbers.map((number, index) => ({
        id: ids[index] ?? '',
        number,
        file,
        distance: steps.get(number) ?? 0,
      })),
    )
    .sort((a, b) => a.distance - b.distance || compareCodePoints(a.id, b.id));
  return { nodes, notStored: steps.size - nodes.length };
}
