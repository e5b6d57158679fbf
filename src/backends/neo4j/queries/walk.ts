import { compareCodePoints } from '../../../graph/index.ts';
import type { QueryList, RelatedNode, WalkQuery } from '../../../storage/index.ts';
import { danglingEndsCaveats } from '../../../traversal/index.ts';
import { typeOf } from '../names.ts';
import * as cypher from '../statements.generated.ts';
import { withExpansion } from './expansion.ts';
import type { GenerationReader } from './generation-reader.ts';

/** Callers or callees with the fewest steps to each: one breadth-first expansion, which visits every node once. */
export async function walk(reader: GenerationReader, query: WalkQuery): Promise<QueryList<RelatedNode>> {
  const start = await reader.select(query.start);
  const statement = query.direction === 'callers' ? cypher.walkCallers : cypher.walkCallees;
  const row = await reader.tx.one(withExpansion(statement, query.edgeKinds.map(typeOf), query.depth), {
    key: reader.key(start.id),
  });
  const distances = row.distance as readonly number[];
  const unresolved = row.unresolved as readonly boolean[];
  const reached: { readonly id: string; readonly distance: number }[] = [];
  for (const [index, id] of (row.id as readonly string[]).entries()) {
    if (unresolved[index] !== true) reached.push({ id, distance: distances[index] ?? 0 });
  }
  reached.sort((a, b) => a.distance - b.distance || compareCodePoints(a.id, b.id));
  const page = reached.slice(0, query.limit);
  const summaries = await reader.summaries(page.map(({ id }) => id));
  return {
    items: summaries.map((node, index) => ({ ...node, distance: page[index]?.distance ?? 0 })),
    total: reached.length,
    truncated: reached.length > page.length,
    caveats: danglingEndsCaveats(unresolved.length - reached.length),
  };
}
