import type { Connection } from './connection/connection.ts';
import type { Neo4jSettings } from './options.ts';
import type { RowEncoder } from './rows/row-encoder.ts';

/** What every write of a store needs. */
export interface WriteTools {
  readonly connection: Connection;
  readonly settings: Neo4jSettings;
  readonly encoder: RowEncoder;
}
