import { openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import type { GraphQueries } from '../../src/index.ts';
import type { Bench } from '../bench.ts';
import { timed } from '../compete.ts';

/** Seconds that a question takes, asked by a store that knows nothing yet; opening it does not count. */
export async function justOpened(
  { server }: Bench,
  ask: (queries: GraphQueries) => Promise<unknown>,
): Promise<number> {
  const { uri, username, password, database } = server;
  await using store = await openNeo4jStore({ uri, username, password, database });
  return timed(() => ask(store.queries));
}
