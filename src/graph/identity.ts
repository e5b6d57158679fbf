import type { EdgeReference } from './types.ts';

/** A string that is equal for two edge references exactly when their source, target and kind are. */
export function edgeKey(edge: EdgeReference): string {
  // Lengths in front make it injective whatever the ids hold; a separator alone would not.
  return `${edge.source.length}:${edge.target.length}:${edge.source}${edge.target}${edge.kind}`;
}

/** The rows without earlier duplicates of the same key: the last one wins, at the first one's place. */
export function lastOfEach<Row>(rows: Iterable<Row>, keyOf: (row: Row) => string): Map<string, Row> {
  const byKey = new Map<string, Row>();
  for (const row of rows) byKey.set(keyOf(row), row);
  return byKey;
}
