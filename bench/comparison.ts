import { failureOf, type Outcome } from './compete.ts';
import type { Goal, Row, Unit } from './rows.ts';

/** One side of a comparison: what it is called, and the seconds it took. */
export interface Contender {
  readonly name: string;
  readonly outcome: Outcome<number>;
  /** Nodes and edges that one round moves; left out where no rate makes sense. */
  readonly rows?: number;
}

/** How the seconds of a round become the figure that has a goal. */
export interface Judge {
  readonly unit: Unit;
  readonly figure: (ours: number, yardstick: number) => number;
}

/** How many times the yardstick's rate ours is, for the same rows. */
export const TIMES_THE_RATE: Judge = { unit: 'times', figure: (ours, yardstick) => yardstick / ours };

/** How many times the yardstick's time ours takes. */
export const TIMES_THE_TIME: Judge = { unit: 'times', figure: (ours, yardstick) => ours / yardstick };

export const PERCENT_OF_THE_TIME: Judge = {
  unit: 'percent',
  figure: (ours, yardstick) => (100 * ours) / yardstick,
};

export const MILLISECONDS_ABOVE: Judge = {
  unit: 'milliseconds',
  figure: (ours, yardstick) => 1_000 * (ours - yardstick),
};

/** The row of ours beside a yardstick, judged round by round; it says so where one of them has failed. */
export function comparison(
  row: Pick<Row, 'section' | 'name' | 'graph' | 'notes'>,
  ours: Contender,
  yardstick: Contender,
  judge: Judge,
  goal?: Goal,
): Row {
  const missing = failureOf(ours.outcome, yardstick.outcome);
  if (missing !== undefined) return { ...row, missing };
  const others = yardstick.outcome.values;
  const paired = ours.outcome.values.slice(0, others.length);
  const values = paired.map((value, round) => judge.figure(value, others[round] ?? Number.NaN));
  const failures = [ours, yardstick].flatMap(({ outcome }) => outcome.failure ?? []);
  return {
    ...row,
    notes: [...(row.notes ?? []), ...failures.map((failure) => `${values.length} rounds only: ${failure}`)],
    ours: sideOf(ours),
    yardstick: sideOf(yardstick),
    figure: { unit: judge.unit, values, ...(goal !== undefined && { goal }) },
  };
}

function sideOf({ name, outcome, rows }: Contender): NonNullable<Row['ours']> {
  return { name, seconds: outcome.values, ...(rows !== undefined && { rows }) };
}
