import { randomUUID } from 'node:crypto';
import type { GraphMetadata } from '../../../../graph/index.ts';
import type { FingerprintOptions } from '../../../../hashes/row-fingerprints.ts';
import type { RowSource, WriteOptions } from '../../../../storage/index.ts';
import type { Connection } from '../../connection/connection.ts';
import { MOVED } from '../../connection/patience.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import { metadataParameters } from '../../read/metadata.ts';
import type { RepositoryState } from '../../read/repository-state.ts';
import { analysisPrefix } from '../../rows/keys.ts';
import type { WriteTools } from '../shared/target.ts';
import { GenerationWriter, type StagedFacts } from './generation-writer.ts';

/** What a repository that is not stored is expected to be. */
export const ABSENT: RepositoryState = { generation: -1, revision: -1 };

/** A whole graph under a generation that nobody reads yet. */
export class StagedGraph {
  readonly #connection: Connection;
  readonly #staging: GenerationWriter;
  readonly #metadata: GraphMetadata;
  readonly facts: StagedFacts;

  private constructor(
    connection: Connection,
    staging: GenerationWriter,
    metadata: GraphMetadata,
    facts: StagedFacts,
  ) {
    this.#connection = connection;
    this.#staging = staging;
    this.#metadata = metadata;
    this.facts = facts;
  }

  /** @param remember what is to be kept in mind of the rows besides */
  static async stage(
    { connection, settings, encoder }: WriteTools,
    source: RowSource,
    remember: FingerprintOptions,
    options: WriteOptions,
  ): Promise<StagedGraph> {
    const { metadata } = source;
    const staging = await GenerationWriter.begin(connection, settings, encoder, metadata.repoId, options);
    try {
      return new StagedGraph(connection, staging, metadata, await staging.write(source, remember));
    } catch (error) {
      await staging.abandon();
      throw error;
    }
  }

  /**
   * Moves readers here. @returns false, and nothing is changed, if the repository is no longer as expected
   */
  async switchFrom(expected: RepositoryState, options: WriteOptions): Promise<boolean> {
    const { repoId } = this.#metadata;
    const { totalNodes, totalEdges } = this.facts;
    const { generation } = this.#staging;
    const parameters = {
      repoId,
      generation,
      token: randomUUID(),
      expectedGeneration: expected.generation,
      expectedRevision: expected.revision,
      totalNodes,
      totalEdges,
      analysisPrefix: analysisPrefix(repoId),
      ...metadataParameters(this.#metadata),
    };
    try {
      await this.#connection.write(async (tx) => {
        const [switched] = await tx.run(cypher.switchGeneration, parameters);
        if (switched !== undefined) return;
        // A commit whose answer was lost has moved the readers here, and another writer perhaps on.
        const [row] = await tx.run(cypher.generationState, { generation });
        if (row?.state !== 'current' && row?.state !== 'retired') throw MOVED;
      }, options);
      return true;
    } catch (error) {
      // Thrown, not returned, so that nothing of the attempt is committed.
      if (error === MOVED) return false;
      throw error;
    }
  }

  /** Leaves the rows to the next sweep, unless readers were moved to them. */
  abandon(): Promise<void> {
    return this.#staging.abandon();
  }
}
