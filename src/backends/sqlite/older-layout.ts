import type { Connection } from './connection.ts';
import { layoutOf, MIGRATIONS } from './layout.ts';

/**
 * What questions read that a later layout brought, by its version. A view of the connection alone stands for
 * it: without rows, or without what was counted. A cache finds nothing in a file that cannot hold it.
 */
const STAND_INS: readonly (readonly [layout: number, sql: string])[] = [
  [
    2,
    `CREATE TEMP VIEW analysis AS SELECT NULL AS number, NULL AS repo_id, NULL AS id, NULL AS type, NULL AS seconds,
     NULL AS nanoseconds, NULL AS metadata, NULL AS data WHERE false`,
  ],
  [4, 'CREATE TEMP VIEW repository AS SELECT *, NULL AS summary FROM main.repository'],
  [6, 'CREATE TEMP VIEW graph_column AS SELECT NULL AS repository, NULL AS name, NULL AS bytes WHERE false'],
];

/** Since when statements may name the index `node_name`. */
const NAMES_INDEXED = 4;

/** Whether a file has yet to be brought forward. */
export function isOlderLayout(connection: Connection): boolean {
  return layoutOf(connection) < MIGRATIONS.length;
}

/**
 * Lets the statements of the newest layout read a file of an older one that stays as it is. What a newer
 * index would find is found by a pass over the nodes.
 */
export function bridgeOlderLayout(connection: Connection): void {
  const layout = layoutOf(connection);
  for (const [since, sql] of STAND_INS) if (layout < since) connection.exec(sql);
  if (layout < NAMES_INDEXED) connection.forgoIndex('node_name');
}
