import { randomUUID } from 'node:crypto';
import type { GraphMetadata } from '../../graph/index.ts';
import type { EditableGraph, WriteOptions } from '../../storage/index.ts';
import type { Connection } from './connection.ts';
import { containmentOf, unresolvedIds } from './containment.ts';
import type { Neo4jSettings } from './options.ts';
import { Staging } from './staging.ts';
import { type RepositoryState, readState } from './state.ts';
import * as cypher from './statements.generated.ts';

/** What a repository that is not stored is expected to be. */
export const ABSENT: RepositoryState = { generation: -1, revision: -1 };
const MOVED = Symbol('moved');

/** A whole graph under a generation that nobody reads yet. */
export class StagedGraph {
  readonly #connection: Connection;
  readonly #staging: Staging;
  readonly #metadata: GraphMetadata;

  private constructor(connection: Connection, staging: Staging, metadata: GraphMetadata) {
    this.#connection = connection;
    this.#staging = staging;
    this.#metadata = metadata;
  }

  static async stage(
    connection: Connection,
    settings: Neo4jSettings,
    graph: EditableGraph,
    options: WriteOptions,
  ): Promise<StagedGraph> {
    const { metadata } = graph;
    const isStored = (id: string): boolean => graph.nodes.has(id);
    const containment = containmentOf(graph.nodes.values(), isStored);
    const staging = await Staging.begin(connection, settings, metadata.repoId, options);
    try {
      await staging.write({
        nodes: [...graph.nodes.values()],
        edges: [...graph.edges.values()],
        unresolved: unresolvedIds(graph.edges.values(), containment.awaited, isStored),
        containment,
        metadata,
      });
    } catch (error) {
      await staging.abandon();
      throw error;
    }
    return new StagedGraph(connection, staging, metadata);
  }

  /** Moves readers here. @returns false, and nothing is changed, if the repository is no longer as expected */
  async switchFrom(expected: RepositoryState, options: WriteOptions): Promise<boolean> {
    const { repoId, totalNodes, totalEdges } = this.#metadata;
    const { generation } = this.#staging;
    const parameters = {
      repoId,
      generation,
      token: randomUUID(),
      expectedGeneration: expected.generation,
      expectedRevision: expected.revision,
      totalNodes,
      totalEdges,
      ...metadataParameters(this.#metadata),
    };
    try {
      await this.#connection.write(async (tx) => {
        const [switched] = await tx.run(cypher.switchGeneration, parameters);
        if (switched !== undefined) return;
        // A commit whose answer was lost has already moved the readers here.
        const state = await readState(tx, repoId);
        if (state?.generation !== generation) throw MOVED;
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

export function metadataParameters(metadata: GraphMetadata): {
  readonly version: number;
  readonly schemaVersion: string;
  readonly seconds: number;
  readonly nanoseconds: number;
} {
  const { version, schemaVersion, lastUpdated } = metadata;
  return { version, schemaVersion, seconds: lastUpdated.seconds, nanoseconds: lastUpdated.nanoseconds };
}
