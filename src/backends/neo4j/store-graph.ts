import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphMetadata } from '../../graph/index.ts';
import { EditableGraph, type WriteOptions, type WriteOutcome } from '../../storage/index.ts';
import { applyChanges } from './apply.ts';
import { busyRepository, changeInPlace } from './change.ts';
import { type ChangeSet, changesBetween, equalDescriptions, isEmpty, sizeOf } from './change-set.ts';
import type { Connection } from './connection.ts';
import { containmentOf, unresolvedIds } from './containment.ts';
import { readGraph } from './load.ts';
import type { Neo4jSettings } from './options.ts';
import { Staging } from './staging.ts';
import { type RepositoryState, readConsistently, readState } from './state.ts';
import * as cypher from './statements.generated.ts';

/** What no repository has: expected where there is none. */
const ABSENT: RepositoryState = { generation: -1, revision: -1 };
const DELAY_MS = 20;
/** A change in place takes less, unless its writer has died. */
const PATIENCE_MS = 1_000;
const MOVED = Symbol('moved');

interface Stored {
  readonly state: RepositoryState;
  readonly graph: EditableGraph;
}

/** Replaces whole graphs: by their difference where that is small, else by a new generation that readers are moved to. */
export class GraphReplacer {
  readonly #connection: Connection;
  readonly #settings: Neo4jSettings;

  constructor(connection: Connection, settings: Neo4jSettings) {
    this.#connection = connection;
    this.#settings = settings;
  }

  async store(repoId: string, graph: EditableGraph, options: WriteOptions): Promise<WriteOutcome> {
    const giveUp = performance.now() + this.#settings.retrySeconds * 1_000;
    let staging: Staging | undefined;
    for (;;) {
      const stored = await this.#load(repoId, options);
      const outcome = graph.outcomeAfter(stored?.graph);
      const changes = stored === undefined ? undefined : changesBetween(stored.graph, graph);
      if (stored !== undefined && changes !== undefined && sizeOf(changes) <= this.#settings.inPlaceRows) {
        if (await this.#storeDifference(repoId, stored, graph.metadata, changes, options)) return outcome;
      } else {
        // Rows once staged stay good: they replace whatever is there.
        staging ??= await this.#stage(repoId, graph, options);
        if (await this.#switch(repoId, staging, stored?.state ?? ABSENT, graph.metadata, options))
          return outcome;
      }
      if (performance.now() > giveUp) throw busyRepository(repoId, this.#settings.retrySeconds);
      await sleep(DELAY_MS * (0.5 + Math.random()));
    }
  }

  /** Edits a whole graph in memory and stores the result as a new generation, for changes too large for one transaction. */
  async rewrite(
    repoId: string,
    edit: (graph: EditableGraph) => WriteOutcome,
    options: WriteOptions,
  ): Promise<WriteOutcome | undefined> {
    const giveUp = performance.now() + this.#settings.retrySeconds * 1_000;
    for (;;) {
      const stored = await this.#load(repoId, options);
      if (stored === undefined) return undefined;
      const outcome = edit(stored.graph);
      const staging = await this.#stage(repoId, stored.graph, options);
      if (await this.#switch(repoId, staging, stored.state, stored.graph.metadata, options)) return outcome;
      if (performance.now() > giveUp) throw busyRepository(repoId, this.#settings.retrySeconds);
    }
  }

  async #load(repoId: string, options: WriteOptions): Promise<Stored | undefined> {
    await this.#awaitChange(repoId, options);
    const reading = { signal: options.signal };
    return readConsistently(
      this.#connection,
      repoId,
      async (tx, state) => ({ state, graph: new EditableGraph(await readGraph(tx, repoId, state, reading)) }),
      options,
    );
  }

  /**
   * Readers wait for a change that is under way. One that was left behind would keep them waiting forever, so a writer
   * completes it; should its own writer still live, that one begins again.
   */
  async #awaitChange(repoId: string, options: WriteOptions): Promise<void> {
    const giveUp = performance.now() + PATIENCE_MS;
    for (;;) {
      const state = await this.#connection.read((tx) => readState(tx, repoId), options);
      if (state === undefined || !state.pending) return;
      if (performance.now() > giveUp) break;
      await sleep(DELAY_MS);
    }
    await changeInPlace(this.#connection, this.#settings, repoId, options, async () => undefined);
  }

  /** @returns whether the repository was still as it was read */
  async #storeDifference(
    repoId: string,
    stored: Stored,
    metadata: GraphMetadata,
    changes: ChangeSet,
    options: WriteOptions,
  ): Promise<boolean> {
    if (isEmpty(changes) && equalDescriptions(stored.graph.metadata, metadata)) return true;
    const result = await changeInPlace(
      this.#connection,
      this.#settings,
      repoId,
      options,
      async (tx, state, token) => {
        if (!isSame(state, stored.state)) return MOVED;
        const { generation } = state;
        await applyChanges({ tx, settings: this.#settings, repoId, generation, token }, changes);
        await tx.run(cypher.setMetadata, { repoId, ...metadataParameters(metadata) });
        return 'done';
      },
    );
    return result !== MOVED;
  }

  async #stage(repoId: string, graph: EditableGraph, options: WriteOptions): Promise<Staging> {
    const isStored = (id: string): boolean => graph.nodes.has(id);
    const containment = containmentOf(graph.nodes.values(), isStored);
    const staging = await Staging.begin(this.#connection, this.#settings, repoId, options);
    try {
      await staging.write({
        nodes: [...graph.nodes.values()],
        edges: [...graph.edges.values()],
        unresolved: unresolvedIds(graph.edges.values(), containment.awaited, isStored),
        containment,
        metadata: graph.metadata,
      });
    } catch (error) {
      await staging.abandon();
      throw error;
    }
    return staging;
  }

  /** @returns whether the repository was still as expected and now is the staged generation */
  async #switch(
    repoId: string,
    { generation }: Staging,
    expected: RepositoryState,
    metadata: GraphMetadata,
    options: WriteOptions,
  ): Promise<boolean> {
    const parameters = {
      repoId,
      generation,
      token: randomUUID(),
      expectedGeneration: expected.generation,
      expectedRevision: expected.revision,
      totalNodes: metadata.totalNodes,
      totalEdges: metadata.totalEdges,
      ...metadataParameters(metadata),
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

export function isSame(a: RepositoryState, b: RepositoryState): boolean {
  return a.generation === b.generation && a.revision === b.revision;
}
