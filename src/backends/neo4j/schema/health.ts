import type { BackendHealth, ReadOptions } from '../../../storage/index.ts';
import type { Connection } from '../connection/connection.ts';
import * as cypher from '../cypher/statements.generated.ts';
import { STORE_NAME } from './schema.ts';

/** The server behind a connection, and the layout in its database. */
export async function healthOf(connection: Connection, options: ReadOptions): Promise<BackendHealth> {
  return connection.read(async (tx) => {
    const { version, edition } = await tx.one(cypher.serverVersion, {});
    const { layoutVersion } = await tx.one(cypher.inspectStore, { name: STORE_NAME });
    return {
      address: connection.address,
      database: connection.database,
      server: { version: String(version), edition: String(edition) },
      ...(typeof layoutVersion === 'number' && { layoutVersion }),
    };
  }, options);
}

/**
 * Of several databases of one server, by name.
 * @throws what the first one fails with, where none can be reached
 */
export async function healthOfAll(
  names: readonly string[],
  healthIn: (name: string) => Promise<BackendHealth>,
): Promise<BackendHealth> {
  const outcomes = await Promise.allSettled(names.map(healthIn));
  const first = outcomes.find((outcome) => outcome.status === 'fulfilled');
  const failures = outcomes.flatMap((outcome, index) =>
    outcome.status === 'rejected' ? [{ name: names[index], error: outcome.reason as Error }] : [],
  );
  if (first === undefined) throw failures[0]?.error;
  return {
    ...first.value,
    database: names.join(', '),
    degraded: failures.map(({ name, error }) => `Database ${name}: ${error.message}`),
  };
}
