import { median } from './rows.ts';

/** What one contestant gave, a value for each counted round. */
export interface Outcome<Result> {
  readonly values: readonly Result[];
  /** Why it has fewer values than there were rounds. */
  readonly failure?: string;
}

type Contestant<Result> = (round: number) => Promise<Result>;

type Outcomes<Contestants> = {
  readonly [Name in keyof Contestants]: Contestants[Name] extends Contestant<infer Result>
    ? Outcome<Result>
    : never;
};

interface Contest {
  /** Rounds that count. */
  readonly rounds: number;
  /** Whether a round 0 comes before them that does not count. Default true. */
  readonly warmUp?: boolean;
  readonly onTurn: (name: string, round: number) => void;
}

/**
 * Has contestants take turns: in even rounds in the order given, in odd ones the other way
 * round, so that what drifts on the machine or the server favours none of them. One that
 * fails is left out of further rounds; the others go on.
 */
export async function compete<Contestants extends Record<string, Contestant<unknown>>>(
  contestants: Contestants,
  { rounds, warmUp = true, onTurn }: Contest,
): Promise<Outcomes<Contestants>> {
  const entries = Object.entries(contestants);
  const values = new Map<string, unknown[]>(entries.map(([name]) => [name, []]));
  const failures = new Map<string, string>();
  for (let round = warmUp ? 0 : 1; round <= rounds; round++) {
    for (const [name, contestant] of round % 2 === 0 ? entries : entries.toReversed()) {
      if (failures.has(name)) continue;
      onTurn(name, round);
      try {
        const value = await contestant(round);
        if (round > 0) values.get(name)?.push(value);
      } catch (error) {
        failures.set(name, `${name}: ${messageOf(error)}`);
      }
    }
  }
  const outcomes = entries.map(([name]) => {
    const failure = failures.get(name);
    return [name, { values: values.get(name) ?? [], ...(failure !== undefined && { failure }) }];
  });
  return Object.fromEntries(outcomes) as Outcomes<Contestants>;
}

/** The outcome in other terms, such as one of several times that were taken. */
export function mapOutcome<From, To>(outcome: Outcome<From>, map: (value: From) => To): Outcome<To> {
  return { ...outcome, values: outcome.values.map(map) };
}

/** Seconds that `work` took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
}

/** The median of the seconds that the same work takes for each item, one after the other. */
export async function medianTime<Item>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<unknown>,
): Promise<number> {
  const seconds: number[] = [];
  for (const [index, item] of items.entries()) seconds.push(await timed(() => work(item, index)));
  return median(seconds);
}

/** Why one of these has no values to compare; undefined if all have. */
export function failureOf(...outcomes: readonly Outcome<unknown>[]): string | undefined {
  return outcomes.find((outcome) => outcome.values.length === 0)?.failure;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
