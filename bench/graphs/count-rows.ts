import type { GraphSource } from '../../src/index.ts';

/** Reads a source to its end, and says how many nodes and edges it gave. */
export async function countRows(source: GraphSource, onRow?: (rows: number) => void): Promise<number> {
  let rows = 0;
  for await (const _ of source.nodes()) {
    rows++;
    onRow?.(rows);
  }
  for await (const _ of source.edges()) {
    rows++;
    onRow?.(rows);
  }
  return rows;
}
