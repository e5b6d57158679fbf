import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';
import type { Place } from './places.ts';

/** A place and its rectangle, in pixels. */
export interface Cell {
  readonly place: Place;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** 1 for what lies in the shown folder, 2 for what lies in that. */
  readonly level: number;
}

/** The rectangles of a folder's content, and how many places were too small for one. */
export interface Treemap {
  readonly cells: readonly Cell[];
  readonly omitted: number;
}

/** Of a folder's rectangle, what its name takes. */
const HEAD = 20;
/** What is narrower or lower than this cannot be seen or hit. */
const SMALLEST = 4;
/** More rectangles than this are slow to draw and say nothing. */
const MOST_CELLS = 800;
const LEVELS = 2;

/**
 * Lays out two levels of what lies in a folder, each place as large as its
 * size; the order follows from sizes and names alone.
 */
export function treemapOf(
  folder: Place,
  width: number,
  height: number,
  sizeOf: (place: Place) => number,
): Treemap {
  interface Item {
    readonly place: Place;
    readonly children: Item[];
  }
  const item = (place: Place, level: number): Item => ({
    place,
    children: level === LEVELS ? [] : place.children.map((child) => item(child, level + 1)),
  });
  const root = hierarchy(item(folder, 0))
    .sum(({ place, children }) => (children.length === 0 ? sizeOf(place) : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || (a.data.place.path < b.data.place.path ? -1 : 1));
  const drawn = treemap<Item>()
    .tile(treemapSquarify)
    .size([width, height])
    .paddingTop(({ depth }) => (depth === 0 ? 0 : HEAD))
    .paddingInner(2)
    .paddingRight(({ depth }) => (depth === 0 ? 0 : 2))
    .paddingBottom(({ depth }) => (depth === 0 ? 0 : 2))
    .paddingLeft(({ depth }) => (depth === 0 ? 0 : 2))
    .round(true)(root);
  const all = drawn
    .descendants()
    .slice(1)
    .map(
      ({ data, x0, y0, x1, y1, depth }): Cell => ({
        place: data.place,
        left: x0,
        top: y0,
        width: x1 - x0,
        height: y1 - y0,
        level: depth,
      }),
    );
  const cells = all.filter((cell) => cell.width >= SMALLEST && cell.height >= SMALLEST).slice(0, MOST_CELLS);
  return { cells, omitted: all.length - cells.length };
}
