/** What a figure counts, and so how it is written. */
export type Unit = 'times' | 'percent' | 'milliseconds' | 'mebibytes' | 'bytes a row';

/** One side of a comparison, a value for each round. */
export interface Side {
  readonly name: string;
  readonly seconds: readonly number[];
  /** Where a row is about memory. */
  readonly mebibytes?: readonly number[];
  /** Nodes and edges that one round moves; left out where no rate makes sense. */
  readonly rows?: number;
}

/** What a row is judged by: a value for each round, of which the median counts. */
export interface Figure {
  readonly unit: Unit;
  readonly values: readonly number[];
  readonly goal?: Goal;
}

export type Goal = { readonly atLeast: number } | { readonly atMost: number };

/** One line of the table. */
export interface Row {
  readonly section: string;
  readonly name: string;
  /** The graph it was measured with, and how much of it. */
  readonly graph: string;
  readonly ours?: Side;
  readonly yardstick?: Side;
  readonly figure?: Figure;
  readonly notes?: readonly string[];
  /** Why there is no figure, be it that something is missing here or that it failed. */
  readonly missing?: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export function isMet({ values, goal }: Figure): boolean | undefined {
  if (goal === undefined || values.length === 0) return undefined;
  return 'atLeast' in goal ? median(values) >= goal.atLeast : median(values) <= goal.atMost;
}
