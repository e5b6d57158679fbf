import type { ReportColumns } from '../data/report-data.ts';
import type { Place } from './places.ts';

/** Which of the places in a folder refer to which. */
export interface Matrix {
  /**
   * What refers to others first: outside cycles all references lie above
   * the diagonal. Places of a cycle stand together.
   */
  readonly places: readonly Place[];
  /** References from a place (row) to another (column). */
  readonly weights: readonly (readonly number[])[];
  /** Places with the same number lie on a cycle together. */
  readonly cycles: readonly number[];
  /** Places that are not among them, for there are too many. */
  readonly omitted: number;
}

/** More rows than this cannot be read. */
const MOST_PLACES = 40;

/**
 * Adds up the references between what lies directly in a folder; of too many
 * places those with the most references are taken.
 */
export function matrixOf(folder: Place, pairs: ReportColumns): Matrix {
  const owners = ownersOf(folder.children);
  const all = folder.children.map(() => new Map<number, number>());
  const totals = folder.children.map(() => 0);
  for (const [row, from] of pairs.pairFrom.entries()) {
    const [one, other] = [owners.get(from), owners.get(pairs.pairTo[row] ?? 0)];
    if (one === undefined || other === undefined || one === other) continue;
    const weight = pairs.pairWeight[row] ?? 0;
    all[one]?.set(other, (all[one]?.get(other) ?? 0) + weight);
    for (const at of [one, other]) totals[at] = (totals[at] ?? 0) + weight;
  }
  const taken = [...folder.children.keys()]
    .filter((at) => (totals[at] ?? 0) > 0)
    .sort((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0) || a - b)
    .slice(0, MOST_PLACES);
  const weights = taken.map((from) => taken.map((to) => all[from]?.get(to) ?? 0));
  const { order, cycles } = inOrder(weights);
  const numbers = order.map((at) => taken[at] ?? 0);
  return {
    places: numbers.flatMap((at) => folder.children[at] ?? []),
    weights: order.map((from) => order.map((to) => weights[from]?.[to] ?? 0)),
    cycles: order.map((at) => cycles[at] ?? at),
    omitted: totals.filter((total) => total > 0).length - taken.length,
  };
}

/** To which of the places each file belongs. */
function ownersOf(places: readonly Place[]): Map<number, number> {
  const owners = new Map<number, number>();
  const add = (at: Place, owner: number): void => {
    if (at.file !== undefined) owners.set(at.file, owner);
    for (const child of at.children) add(child, owner);
  };
  for (const [owner, place] of places.entries()) add(place, owner);
  return owners;
}

/**
 * What reaches more comes first: who reaches another that does not reach it back reaches more than that one.
 */
function inOrder(weights: readonly (readonly number[])[]): {
  readonly order: number[];
  readonly cycles: readonly number[];
} {
  const reach = closure(weights);
  const cycles = reach.map((row, at) =>
    row.findIndex((is, to) => to === at || (is && reach[to]?.[at] === true)),
  );
  const counts = reach.map((row, at) => row.filter((is, to) => is || to === at).length);
  const order = [...weights.keys()].sort(
    (a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || (cycles[a] ?? 0) - (cycles[b] ?? 0) || a - b,
  );
  return { order, cycles };
}

/** Who reaches whom, by any number of steps (Warshall). */
function closure(weights: readonly (readonly number[])[]): boolean[][] {
  const reach = weights.map((row) => row.map((weight) => weight > 0));
  for (const [via, further] of reach.entries())
    for (const row of reach)
      if (row[via] === true) for (const [to, is] of further.entries()) if (is) row[to] = true;
  return reach;
}
