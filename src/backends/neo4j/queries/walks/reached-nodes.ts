import { compareCodePoints } from '../../../../graph/index.ts';
import type { RelatedNode, WalkDirection } from '../../../../storage/index.ts';
import { withExpansion } from '../../cypher/expansion-text.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import type { GenerationReader } from '../generation-reader.ts';
import { idsOfNumbers } from '../numbers/node-numbers.ts';
import { batches } from '../numbers/numbered-edges.ts';

/** Which relationships are followed, in which direction, and how far. */
export interface ReachRules {
  readonly direction: WalkDirection;
  /** Relationship types. */
  readonly types: readonly string[];
  /** Most steps; may be `Infinity`. */
  readonly depth: number;
}

/**
 * The fewest steps from any start to each node within the depth, and 0 to the starts, all by the database's
 * numbers. An expansion searches from each of its starts anew, so only a single one is expanded all the way
 * at once; several go together, level by level.
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
        for (const end of row.number) {
          if (steps.has(end)) continue;
          steps.set(end, before + row.distance);
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
  readonly number: number;
  readonly file: string;
  readonly distance: number;
}

/** The stored nodes among what was reached, by distance, and how many others there are. */
export async function reachedNodes(
  reader: GenerationReader,
  steps: ReadonlyMap<number, number>,
): Promise<{ readonly nodes: readonly ReachedNode[]; readonly notStored: number }> {
  const nodes: ReachedNode[] = [];
  for (const batch of batches([...steps.keys()])) {
    for (const { file, number: numbers } of await reader.tx.run(cypher.filesOfNumbers, { number: batch })) {
      if (file === null) continue;
      for (const number of numbers) {
        nodes.push({ number, file: file, distance: steps.get(number) ?? 0 });
      }
    }
  }
  nodes.sort((a, b) => a.distance - b.distance);
  return { nodes, notStored: steps.size - nodes.length };
}

/** A reached node that is to be shown. */
export interface ListedNode {
  readonly id: string;
  readonly number: number;
  readonly distance: number;
}

/**
 * The first nodes by distance, then by id. Ids are long, so only those of nodes near enough are read.
 *
 * @param nodes by distance
 */
export async function firstOf(
  reader: GenerationReader,
  nodes: readonly ReachedNode[],
  limit: number,
): Promise<ListedNode[]> {
  const last = nodes[Math.min(limit, nodes.length) - 1]?.distance ?? -1;
  const near = new Map<number, number>();
  for (const { number, distance } of nodes) if (distance <= last) near.set(number, distance);
  const ids = await idsOfNumbers(reader, near.keys());
  return Array.from(near, ([number, distance]) => ({ id: ids.get(number) ?? '', number, distance }))
    .sort((a, b) => a.distance - b.distance || compareCodePoints(a.id, b.id))
    .slice(0, limit);
}

/** With what is shown of them. */
export async function related(
  reader: GenerationReader,
  nodes: readonly ListedNode[],
): Promise<RelatedNode[]> {
  const distances = new Map(nodes.map(({ id, distance }) => [id, distance]));
  const summaries = await reader.summaries([...distances.keys()]);
  return summaries.map((node) => ({ ...node, distance: distances.get(node.id) ?? 0 }));
}
