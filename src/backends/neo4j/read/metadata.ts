import { type GraphMetadata, recordOf } from '../../../graph/index.ts';
import type { StatementRunner } from '../connection/connection.ts';
import { DERIVED_TYPES } from '../cypher/names.ts';
import * as cypher from '../cypher/statements.generated.ts';
import { keyRange } from '../rows/keys.ts';

/** The metadata of a repository that is known to be stored, with the hashes of one generation's files. */
export async function readMetadata(
  tx: StatementRunner,
  repoId: string,
  generation: number,
): Promise<GraphMetadata> {
  const [row, hashes] = await Promise.all([
    tx.one(cypher.repositoryMetadata, { repoId }),
    tx.one(cypher.sourceFiles, keyRange(generation)),
  ]);
  const paths = hashes.path;
  const values = hashes.hash;
  return {
    repoId,
    lastUpdated: { seconds: row.seconds, nanoseconds: row.nanoseconds },
    version: row.version,
    fileHashes: recordOf(paths.map((path, index) => [path, values[index] ?? ''])),
    totalNodes: row.totalNodes,
    totalEdges: row.totalEdges,
    schemaVersion: row.schemaVersion,
  };
}

/** The parameters by which statements take what a caller says of a graph. */
export function metadataParameters(metadata: GraphMetadata): {
  readonly version: number;
  readonly schemaVersion: string;
  readonly seconds: number;
  readonly nanoseconds: number;
} {
  const { version, schemaVersion, lastUpdated } = metadata;
  return { version, schemaVersion, seconds: lastUpdated.seconds, nanoseconds: lastUpdated.nanoseconds };
}

/** Edges of a generation with an end that is not stored. */
export async function countDangling(tx: StatementRunner, generation: number): Promise<number> {
  const row = await tx.one(cypher.countDangling, { generation, derivedTypes: DERIVED_TYPES });
  return row.dangling;
}
