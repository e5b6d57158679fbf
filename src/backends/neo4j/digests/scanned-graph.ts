import { StorageError } from '../../../errors/index.ts';
import {
  copyExactEdge,
  copyExactNode,
  type GraphMetadata,
  hasExactRows,
  type SerializableEdge,
  type SerializableGraph,
  type SerializableNode,
  validateMetadata,
} from '../../../graph/index.ts';
import { ledgerOf, type RowFingerprints } from '../../../hashes/row-fingerprints.ts';
import { type RowSource, rowsOfGraph } from '../../../storage/index.ts';

type Chunks<Row> = AsyncIterable<readonly Row[]>;

/**
 * A graph in memory whose digests were taken when it was given: its rows
 * have to be kept only if they are to be written.
 */
export class ScannedGraph implements RowSource {
  readonly metadata: GraphMetadata;
  readonly readOnce = false;
  readonly rows: number;
  readonly fingerprints: RowFingerprints;
  readonly #given: SerializableGraph;
  #kept: RowSource | undefined;

  /** @param given with exact rows; its giver's again afterwards @throws `INVALID_GRAPH` */
  constructor(given: SerializableGraph) {
    this.metadata = { ...validateMetadata(given.metadata), repoId: given.repoId };
    this.rows = given.nodes.length + given.edges.length;
    this.fingerprints = ledgerOf(given);
    this.#given = given;
  }

  /** Copies the rows, while they are as they were given. */
  keep(): RowSource {
    this.#kept ??= this.#copy();
    return this.#kept;
  }

  /** @throws `CONFLICT` if they were not kept in time */
  nodes(): Chunks<SerializableNode> {
    return this.#rows().nodes();
  }

  /** @throws `CONFLICT` if they were not kept in time */
  edges(): Chunks<SerializableEdge> {
    return this.#rows().edges();
  }

  #rows(): RowSource {
    if (this.#kept === undefined && !this.#isAsGiven()) throw changedMeanwhile(this.metadata.repoId);
    return this.keep();
  }

  #isAsGiven(): boolean {
    const total = this.fingerprints.digests.total();
    return total !== null && hasExactRows(this.#given) && ledgerOf(this.#given).digests.total() === total;
  }

  #copy(): RowSource {
    const { nodes, edges } = this.#given;
    const { metadata } = this;
    return rowsOfGraph({
      repoId: metadata.repoId,
      nodes: nodes.map(copyExactNode),
      edges: edges.map(copyExactEdge),
      metadata,
    });
  }
}

function changedMeanwhile(repoId: string): StorageError {
  return new StorageError(
    'CONFLICT',
    `Another writer has changed the repository ${JSON.stringify(repoId)}, and the given graph was changed while it was being stored. Give it again.`,
    { retryable: true },
  );
}
