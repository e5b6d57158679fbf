import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphMetadata } from '../../graph/index.ts';
import { EditableGraph, type WriteOptions, type WriteOutcome } from '../../storage/index.ts';
import { applyChanges } from './apply-changes.ts';
import { busyRepository, changeInPlace } from './change-in-place.ts';
import { type ChangeSet, changesBetween, equalDescriptions, isEmpty, sizeOf } from './change-set.ts';
import type { Connection } from './connection.ts';
import { readGraph } from './load.ts';
import type { Neo4jSettings } from './options.ts';
import { ABSENT, metadataParameters, StagedGraph } from './staged-graph.ts';
import { type RepositoryState, readConsistently, readState } from './state.ts';
import * as cypher from './statements.generated.ts';

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
    let staged: StagedGraph | undefined;
    const attempt = async (): Promise<WriteOutcome | undefined> => {
      const stored = await this.#load(repoId, options);
      const outcome = graph.outcomeAfter(stored?.graph);
      const changes = stored === undefined ? undefined : changesBetween(stored.graph, graph);
      if (stored !== undefined && changes !== undefined && sizeOf(changes) <= this.#settings.inPlaceRows) {
        const done = await this.#storeDifference(repoId, stored, graph.metadata, changes, options);
        return done ? outcome : undefined;
      }
      // Rows once staged stay good: they replace whatever is there.
      staged ??= await StagedGraph.stage(this.#connection, this.#settings, graph, options);
      if (!(await staged.switchFrom(stored?.state ?? ABSENT, options))) return undefined;
      staged = undefined;
      return outcome;
    };
    try {
      return await this.#untilDone(repoId, attempt);
    } finally {
      await staged?.abandon();
    }
  }

  /**
   * Edits a whole graph in memory and stores the result as a new generation, for changes too large for one transaction.
   * @returns undefined if the repository is not stored
   */
  async rewrite(
    repoId: string,
    edit: (graph: EditableGraph) => WriteOutcome,
    options: WriteOptions,
  ): Promise<WriteOutcome | undefined> {
    const { outcome } = await this.#untilDone(repoId, async () => {
      const stored = await this.#load(repoId, options);
      if (stored === undefined) return { outcome: undefined };
      const edited = edit(stored.graph);
      const staged = await StagedGraph.stage(this.#connection, this.#settings, stored.graph, options);
      if (await staged.switchFrom(stored.state, options)) return { outcome: edited };
      await staged.abandon();
      return undefined;
    });
    return outcome;
  }

  /** Begins again while other writers come in between. @throws `CONFLICT` where they keep doing so */
  async #untilDone<Result>(repoId: string, attempt: () => Promise<Result | undefined>): Promise<Result> {
    let giveUp: number | undefined;
    for (;;) {
      const result = await attempt();
      if (result !== undefined) return result;
      // Counted from the first loss: an attempt alone may take longer.
      giveUp ??= performance.now() + this.#settings.retrySeconds * 1_000;
      if (performance.now() > giveUp) throw busyRepository(repoId, this.#settings.retrySeconds);
      await sleep(DELAY_MS * (0.5 + Math.random()));
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
}

function isSame(a: RepositoryState, b: RepositoryState): boolean {
  return a.generation === b.generation && a.revision === b.revision;
}
