import type { Neighbourhood } from './neighbourhood.ts';

/** The size of a box, and the room between boxes, in pixels. */
export const BOX = { width: 168, height: 26, across: 56, down: 8 } as const;
/** Rounds of putting each column in the order of its neighbours; further ones change little. */
const ROUNDS = 6;

/** Where boxes stand, and how large the picture is. */
export interface Layout {
  readonly boxes: readonly { readonly left: number; readonly top: number }[];
  readonly width: number;
  readonly height: number;
}

/**
 * A column for each number of steps, callers to the left. Within a column, boxes come in the order of the
 * middle of what they are joined to, which leaves few crossings. It follows from the neighbourhood alone.
 */
export function layoutOf({ nodes, edges }: Pick<Neighbourhood, 'nodes' | 'edges'>): Layout {
  const layers = [...new Set(nodes.map(({ layer }) => layer))].sort((a, b) => a - b);
  const columns = layers.map((layer) => [...nodes.keys()].filter((at) => nodes[at]?.layer === layer));
  const joined = nodes.map((): number[] => []);
  for (const [from, to] of edges) {
    joined[from]?.push(to);
    joined[to]?.push(from);
  }
  const heights = nodes.map(() => 0);
  for (const column of columns) stack(column, heights);
  for (let round = 0; round < ROUNDS; round++) {
    const order = round % 2 === 0 ? columns : columns.toReversed();
    for (const column of order) {
      const middles = new Map(
        column.map((at) => [at, middleOf(joined[at] ?? [], heights, heights[at] ?? 0)]),
      );
      column.sort((a, b) => (middles.get(a) ?? 0) - (middles.get(b) ?? 0) || a - b);
      stack(column, heights);
    }
  }
  const tallest = Math.max(...columns.map(({ length }) => length));
  const height = tallest * (BOX.height + BOX.down);
  return {
    boxes: nodes.map(({ layer }, at) => ({
      left: layers.indexOf(layer) * (BOX.width + BOX.across),
      top: height / 2 + (heights[at] ?? 0) * (BOX.height + BOX.down) - BOX.height / 2,
    })),
    width: layers.length * (BOX.width + BOX.across) - BOX.across,
    height,
  };
}

/** Heights count in boxes from the middle of the picture. */
function stack(column: readonly number[], heights: number[]): void {
  for (const [row, at] of column.entries()) heights[at] = row - (column.length - 1) / 2;
}

function middleOf(neighbours: readonly number[], heights: readonly number[], otherwise: number): number {
  if (neighbours.length === 0) return otherwise;
  return neighbours.reduce((sum, at) => sum + (heights[at] ?? 0), 0) / neighbours.length;
}
