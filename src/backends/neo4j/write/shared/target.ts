import { quiet } from '../../../../concurrency/side-by-side.ts';
import type { Connection, StatementRunner } from '../../connection/connection.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import type { Neo4jSettings } from '../../options.ts';
import { batchesOf, textSize } from '../../rows/batches.ts';
import { keyPrefix, nodeKey } from '../../rows/keys.ts';
import type { Call, RowEncoder } from '../../rows/row-encoder.ts';

/** What every write of a store needs. */
export interface WriteTools {
  readonly connection: Connection;
  readonly settings: Neo4jSettings;
  readonly encoder: RowEncoder;
}

/** Where rows are written: a generation, inside a transaction. */
export interface Target {
  readonly tx: StatementRunner;
  readonly settings: Neo4jSettings;
  readonly encoder: RowEncoder;
  readonly repoId: string;
  readonly generation: number;
  /**
   * The database's own ids of nodes that were read since the
   * repository was locked: nobody else can delete them.
   */
  readonly numbers?: ReadonlyMap<string, number>;
}

/** Sends rows in batches inside the one transaction, each before the answer to the one before it has come. */
export async function inBatches<Item>(
  target: Target,
  rows: Iterable<Item>,
  sizeOf: (row: Item) => number,
  send: (batch: Item[]) => Promise<unknown>,
): Promise<void> {
  let sent: Promise<unknown> | undefined;
  for (const batch of batchesOf(rows, sizeOf, target.settings)) {
    const next = quiet(send(batch));
    await sent;
    sent = next;
  }
  await sent;
}

/** Runs an encoded statement inside the target's transaction. */
export function call<Row>(target: Target, { statement, parameters }: Call<Row>): Promise<Row[]> {
  return target.tx.run(statement, parameters);
}

/** The key of a node in the target's generation. */
export function keyOf(target: Target, id: string): string {
  return nodeKey(target.generation, id);
}

/** Makes unresolved nodes for ids that are not there yet. */
export async function ensureEnds(target: Target, ids: Iterable<string>): Promise<void> {
  const { generation } = target;
  await inBatches(target, ids, textSize, (id) =>
    target.tx.run(cypher.ensureEnds, { id, prefix: keyPrefix(generation), generation }),
  );
}
