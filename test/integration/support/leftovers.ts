import type { GraphStore } from '../../../src/storage/index.ts';
import type { Database } from './database.ts';

/** What no reader can reach: to be nothing, once it is swept. */
export interface Leftovers {
  /** Generations of the repositories asked about that are not the ones they are read from. */
  readonly generations: readonly number[];
  /** Rows of those, and of generations that nobody knows any more, by label. */
  readonly rows: Readonly<Record<string, number>>;
}

const NOTHING: Leftovers = { generations: [], rows: { CodeNode: 0, SourceFile: 0, Batch: 0 } };

export { NOTHING as NO_LEFTOVERS };

/** The number that the next generation is given. */
export async function nextGeneration(database: Database): Promise<number> {
  const cypher = 'MATCH (store:CodePrismStore) RETURN store.nextGeneration AS next';
  return (await database.value(cypher)) as number;
}

/** @param from the first generation to look at */
export async function leftovers(
  database: Database,
  repoIds: readonly string[],
  from: number,
): Promise<Leftovers> {
  const parameters = { repoIds, from, to: (await nextGeneration(database)) - 1 };
  const unread = `
    UNWIND range(toInteger($from), toInteger($to)) AS number
    OPTIONAL MATCH (g:Generation {generation: number})
    WITH number, g WHERE g IS NULL OR (g.repoId IN $repoIds AND g.state <> 'current')`;
  const [found] = await database.run(`${unread} RETURN collect(g.generation) AS generations`, parameters);
  const rows: Record<string, number> = {};
  for (const label of Object.keys(NOTHING.rows)) {
    const count = `
      ${unread}
      MATCH (n:${label}) WHERE n.key STARTS WITH toString(number) + '|'
      RETURN count(n) AS count`;
    rows[label] = (await database.value(count, parameters)) as number;
  }
  return { generations: (found?.generations ?? []) as readonly number[], rows };
}

/**
 * Has a store sweep, at once, what writers left behind that are gone; what a
 * writer that still lives would renew is not waited for.
 * @param store opened with a grace time of 0
 */
export async function sweepLeftBehind(
  database: Database,
  store: GraphStore,
  repoIds: readonly string[],
): Promise<void> {
  await database.run(
    "MATCH (g:Generation {state: 'staging'}) WHERE g.repoId IN $repoIds SET g.touchedAt = g.touchedAt - 1000 * 1000",
    { repoIds },
  );
  await store.maintenance();
}
