import { LRUCache } from 'lru-cache';
import { SharedWork } from '../../concurrency/shared-work.ts';
import { throwIfAborted } from '../../errors/index.ts';
import { type ReadOptions, repositoryNotFound } from '../../storage/index.ts';
import { nearNames } from '../selectors.ts';
import { inTurns } from '../turns.ts';
import { CompactGraph } from './compact-graph.ts';
import { columnsOfRows, type GraphColumns, type GraphRows } from './graph-columns.ts';

/** One state of a stored repository. */
export interface GraphSnapshot {
  /**
   * Stays `===` as long as no node and no edge of the repository changes, and is never used again for another
   * state: a counter, a fresh object for each write, a file's identity.
   */
  readonly version: object | number | string | bigint;
  /**
   * The rows, each once. Called only where the engine does not know the version, and its iterables
   * are read to the end in the turn they arrive in, so they may be views of what a later write
   * changes. Concurrent queries share one call: it must not depend on the options of the query that
   * opened it. Its own signal fires when none of them waits any longer.
   */
  rows(options: ReadOptions): GraphRows | Promise<GraphRows>;
}

/** The same of a backend that makes the columns of a graph itself. */
export interface ColumnSnapshot extends Pick<GraphSnapshot, 'version'> {
  columns(options: ReadOptions): Promise<GraphColumns>;
}

/**
 * Where the engine finds the graphs it answers from: all that a backend without queries of its own must give.
 */
export interface GraphRowSource {
  /**
   * The present state, `undefined` if no such repository is stored.
   * Called for each query, so it must be cheap.
   */
  open(repoId: string, options: ReadOptions): Promise<GraphSnapshot | undefined>;
  /** The ids of all repositories, to suggest near names; called only where one is not found. */
  repositories(options: ReadOptions): Promise<Iterable<string>>;
}

interface Entry {
  readonly version: GraphSnapshot['version'];
  readonly graph: SharedWork<CompactGraph>;
}

/** Compact graphs of the repositories asked for last, each made once a version. */
export class GraphCache {
  readonly #source: GraphRowSource;
  readonly #entries: LRUCache<string, Entry>;

  /**
   * @param source what {@link graph} opens
   * @param capacity the most repositories to keep, at least 1
   */
  constructor(source: GraphRowSource, capacity: number) {
    this.#source = source;
    this.#entries = new LRUCache({ max: capacity });
  }

  /** @throws `NOT_FOUND` with near names of repositories */
  async graph(repoId: string, options: ReadOptions): Promise<CompactGraph> {
    const snapshot = await this.#source.open(repoId, options);
    throwIfAborted(options.signal);
    if (snapshot === undefined) {
      this.#entries.delete(repoId);
      throw repositoryNotFound(repoId, nearNames(repoId, await this.#source.repositories(options)));
    }
    return this.of(repoId, snapshot, options);
  }

  /** The graph of a snapshot that has just been opened. */
  of(repoId: string, snapshot: GraphSnapshot | ColumnSnapshot, options: ReadOptions): Promise<CompactGraph> {
    return this.#current(repoId, snapshot).graph.result(options);
  }

  /** Whether a repository's graph of that version is kept, or being made. */
  has(repoId: string, version: GraphSnapshot['version']): boolean {
    return this.#entries.peek(repoId)?.version === version;
  }

  #current(repoId: string, snapshot: GraphSnapshot | ColumnSnapshot): Entry {
    const known = this.#entries.get(repoId);
    if (known?.version === snapshot.version) return known;
    const entry = this.#build(repoId, snapshot);
    this.#entries.set(repoId, entry);
    return entry;
  }

  #build(repoId: string, snapshot: GraphSnapshot | ColumnSnapshot): Entry {
    const columns = async (options: ReadOptions): Promise<GraphColumns> => {
      if ('columns' in snapshot) return snapshot.columns(options);
      return inTurns(columnsOfRows(await snapshot.rows(options)), options, 'graph');
    };
    const graph = new SharedWork(async (options) => new CompactGraph(await columns(options)));
    const entry: Entry = { version: snapshot.version, graph };
    // What failed or was given up must not be remembered; whoever asked sees the failure itself.
    graph.onFailure(() => {
      if (this.#entries.peek(repoId) === entry) this.#entries.delete(repoId);
    });
    return entry;
  }
}
