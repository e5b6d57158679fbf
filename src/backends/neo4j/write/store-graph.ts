import type { RowFingerprints } from '../../../hashes/row-fingerprints.ts';
import {
  type EditableGraph,
  type RowSource,
  rowsOfGraph,
  type WriteOptions,
  type WriteOutcome,
} from '../../../storage/index.ts';
import { Again, MOVED, patiently } from '../connection/patience.ts';
import type { LastStored } from '../digests/last-stored.ts';
import { scanSource } from '../digests/source-scan.ts';
import { readEditable } from '../read/load-graph.ts';
import { readConsistently, readState } from '../read/repository-state.ts';
import { outcomeOfFirst, outcomeOver } from './generation/outcome.ts';
import { ABSENT, StagedGraph } from './generation/staged-graph.ts';
import { busyRepository, changeInPlace } from './in-place/change-in-place.ts';
import {
  changedFiles,
  readDescription,
  type StoredDescription,
  storeDifference,
  TOO_LARGE,
} from './in-place/store-difference.ts';
import type { WriteTools } from './shared/target.ts';

const DELAY_MS = 20;
/** A change in place takes less, unless its writer has died. */
const PATIENCE_SECONDS = 1;
const STILL_PENDING = Symbol('still pending');

/**
 * Replaces whole graphs: by the files that differ where these are few, else
 * by a new generation that readers are moved to.
 */
export class GraphReplacer {
  readonly #tools: WriteTools;
  readonly #known: LastStored;

  constructor(tools: WriteTools, known: LastStored) {
    this.#tools = tools;
    this.#known = known;
  }

  async store(source: RowSource, options: WriteOptions): Promise<WriteOutcome> {
    const { repoId } = source.metadata;
    this.#known.forget(repoId);
    let scanned: RowFingerprints | undefined;
    let staged: StagedGraph | undefined;
    const attempt = async (): Promise<WriteOutcome | undefined> => {
      const stored = await this.#describe(repoId, options);
      if (stored !== undefined && staged?.facts.fingerprints.comparesRows === false) {
        // Another writer has stored a graph since, and the report is to say how this one differs.
        await staged.abandon();
        staged = undefined;
      }
      if (stored !== undefined && staged === undefined && !source.readOnce) {
        scanned ??= await scanSource(source, options);
        const outcome = await this.#storeDifference(source, scanned, stored, options);
        if (outcome === MOVED) return undefined;
        if (outcome !== TOO_LARGE) {
          this.#known.note(repoId, scanned);
          return outcome;
        }
      }
      // Rows once staged stay good: they replace whatever is there.
      staged ??= await StagedGraph.stage(
        this.#tools,
        source,
        { comparesRows: stored !== undefined || source.readOnce },
        options,
      );
      const outcome = await this.#switchTo(staged, source, stored, options);
      if (outcome !== undefined) {
        this.#known.note(repoId, staged.facts.fingerprints);
        staged = undefined;
      }
      return outcome;
    };
    try {
      return await this.#untilDone(repoId, attempt);
    } finally {
      await staged?.abandon();
    }
  }

  /**
   * Edits a whole graph in memory and stores the result as a new
   * generation, for changes too large for one transaction.
   * @returns undefined if the repository is not stored
   */
  async rewrite(
    repoId: string,
    edit: (graph: EditableGraph) => WriteOutcome,
    options: WriteOptions,
  ): Promise<WriteOutcome | undefined> {
    const { outcome } = await this.#untilDone(repoId, async () => {
      await this.#awaitChange(repoId, options);
      const stored = await readConsistently(
        this.#tools.connection,
        repoId,
        async (tx, state) => ({ state, graph: await readEditable(tx, repoId, state, options) }),
        options,
      );
      if (stored === undefined) return { outcome: undefined };
      const edited = edit(stored.graph);
      const staged = await StagedGraph.stage(this.#tools, rowsOf(repoId, stored.graph), {}, options);
      if (await staged.switchFrom(stored.state, options)) return { outcome: edited };
      await staged.abandon();
      return undefined;
    });
    return outcome;
  }

  /** @returns undefined if the repository is no longer as it was read */
  async #switchTo(
    staged: StagedGraph,
    source: RowSource,
    stored: StoredDescription | undefined,
    options: WriteOptions,
  ): Promise<WriteOutcome | undefined> {
    const { repoId } = source.metadata;
    if (stored === undefined) {
      return (await staged.switchFrom(ABSENT, options)) ? outcomeOfFirst(staged.facts) : undefined;
    }
    const compared = await readConsistently(
      this.#tools.connection,
      repoId,
      async (tx, state) => ({
        state,
        outcome: await outcomeOver(tx, state.generation, staged.facts, options),
      }),
      options,
    );
    if (compared === undefined) return undefined;
    return (await staged.switchFrom(compared.state, options)) ? compared.outcome : undefined;
  }

  async #storeDifference(
    source: RowSource,
    scanned: RowFingerprints,
    stored: StoredDescription,
    options: WriteOptions,
  ): Promise<WriteOutcome | typeof MOVED | typeof TOO_LARGE> {
    const files = changedFiles(scanned.digests, stored);
    let rows = 0;
    for (const file of files) rows += scanned.digests.rowsOf(file);
    // Half of a file's rows may well be as they are stored.
    if (rows > 2 * this.#tools.settings.inPlaceRows) return TOO_LARGE;
    return storeDifference(this.#tools, source, scanned, stored, files, options);
  }

  /** Begins again while other writers come in between. @throws `CONFLICT` where they keep doing so */
  #untilDone<Result>(repoId: string, attempt: () => Promise<Result | undefined>): Promise<Result> {
    const { retrySeconds: seconds } = this.#tools.settings;
    return patiently({ seconds, firstMs: DELAY_MS, longestMs: DELAY_MS }, async () => {
      const result = await attempt();
      return result === undefined ? new Again(busyRepository(repoId, seconds)) : result;
    });
  }

  async #describe(repoId: string, options: WriteOptions): Promise<StoredDescription | undefined> {
    await this.#awaitChange(repoId, options);
    return readConsistently(
      this.#tools.connection,
      repoId,
      (tx, state) => readDescription(tx, repoId, state),
      options,
    );
  }

  /**
   * Readers wait for a change that is under way. One that was left behind would keep them waiting forever, so
   * a writer completes it; should its own writer still live, that one begins again.
   */
  async #awaitChange(repoId: string, options: WriteOptions): Promise<void> {
    const { connection, settings } = this.#tools;
    const patience = { seconds: PATIENCE_SECONDS, firstMs: DELAY_MS, longestMs: DELAY_MS };
    const isStill = await patiently(patience, async () => {
      const state = await connection.read((tx) => readState(tx, repoId), options);
      return state?.pending === true ? new Again(STILL_PENDING) : false;
    }).catch((reason: unknown) => {
      if (reason === STILL_PENDING) return true;
      throw reason;
    });
    if (!isStill) return;
    await changeInPlace(connection, settings, repoId, options, async () => undefined);
  }
}

function rowsOf(repoId: string, { nodes, edges, metadata }: EditableGraph): RowSource {
  return rowsOfGraph({ repoId, nodes: [...nodes.values()], edges: [...edges.values()], metadata });
}
