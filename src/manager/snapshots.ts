import { analysisRepositories } from '../backends/file/analysis-repositories.ts';
import { asStorageError, type StorageError } from '../errors/index.ts';
import type { AnalysisResult, GraphStore } from '../storage/index.ts';

/** How the snapshot of a memory store is doing. */
export interface SnapshotHealth {
  readonly directory: string;
  /** Repositories that have changed since they were last written. */
  readonly pending: number;
  /** Milliseconds since 1970 at the end of the last one that was written whole; absent before that. */
  readonly writtenAt?: number;
  /** Why the last one was not written whole. It is tried again after the interval, and at close. */
  readonly problem?: string;
}

/** A timer counts no further. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** Where snapshots are kept, and how often they are made. */
export interface SnapshotOptions {
  readonly memory: GraphStore;
  /** The folder, opened as a file store. */
  readonly files: GraphStore;
  readonly directory: string;
  readonly intervalMs: number;
}

/**
 * Keeps a memory store in a folder: what has changed is written at most once in the interval. Each
 * repository's file is replaced whole, so that a crash leaves the last one written.
 */
export class Snapshots {
  readonly #options: SnapshotOptions;
  /** Repositories whose graph, and whose analyses, have changed since. */
  #graphs = new Set<string>();
  #analyses = new Set<string>();
  /** Repositories that may have analyses: a cleanup touches all of them. */
  readonly #analysed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #lastStart = Number.NEGATIVE_INFINITY;
  #writing: Promise<void> = Promise.resolve();
  #writtenAt: number | undefined;
  #failure: StorageError | undefined;
  #isEnding = false;

  constructor(options: SnapshotOptions) {
    this.#options = options;
  }

  /** Fills the memory store with what the folder holds. @throws `CORRUPT` for what cannot be read */
  async load(): Promise<void> {
    const { memory, files, directory } = this.#options;
    for (const repoId of await files.graph.listRepositories()) {
      const graph = await files.graph.streamGraph(repoId);
      if (graph !== undefined) await memory.graph.storeGraph(graph);
    }
    for (const repoId of await analysisRepositories(directory)) {
      this.#analysed.add(repoId);
      for (const result of await files.analysis.findAnalysis(repoId))
        await memory.analysis.storeAnalysis(result);
    }
  }

  noteGraph(repoId: string): void {
    this.#graphs.add(repoId);
    this.#schedule();
  }

  /** @param repoId `undefined` where any repository may have lost some */
  noteAnalyses(repoId: string | undefined): void {
    if (repoId !== undefined) this.#analysed.add(repoId);
    for (const each of repoId === undefined ? this.#analysed : [repoId]) this.#analyses.add(each);
    this.#schedule();
  }

  get health(): SnapshotHealth {
    return {
      directory: this.#options.directory,
      pending: new Set([...this.#graphs, ...this.#analyses]).size,
      ...(this.#writtenAt !== undefined && { writtenAt: this.#writtenAt }),
      ...(this.#failure !== undefined && { problem: this.#failure.message }),
    };
  }

  /** Writes what is left. @throws what kept it from being written whole */
  async end(): Promise<void> {
    this.#isEnding = true;
    clearTimeout(this.#timer);
    await this.#write();
    if (this.#failure !== undefined) throw this.#failure;
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#isEnding) return;
    const due = this.#lastStart + this.#options.intervalMs - performance.now();
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        if (due > LONGEST_DELAY_MS) this.#schedule();
        else void this.#write();
      },
      Math.min(Math.max(due, 0), LONGEST_DELAY_MS),
    ).unref();
  }

  /** Never fails: what could not be written stays noted. */
  #write(): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      const [graphs, analyses] = [this.#graphs, this.#analyses];
      this.#graphs = new Set();
      this.#analyses = new Set();
      this.#lastStart = performance.now();
      this.#failure = undefined;
      for (const repoId of graphs) await this.#attempt(this.#graphs, repoId, (id) => this.#writeGraph(id));
      for (const repoId of analyses)
        await this.#attempt(this.#analyses, repoId, (id) => this.#writeAnalyses(id));
      if (this.#failure === undefined) this.#writtenAt = Date.now();
      else this.#schedule();
    });
    return this.#writing;
  }

  async #attempt(
    noted: Set<string>,
    repoId: string,
    write: (repoId: string) => Promise<void>,
  ): Promise<void> {
    try {
      await write(repoId);
    } catch (error) {
      noted.add(repoId);
      this.#failure ??= asStorageError(error).at({ operation: 'snapshot', backend: 'memory', repoId });
    }
  }

  async #writeGraph(repoId: string): Promise<void> {
    const { memory, files } = this.#options;
    const graph = await memory.graph.loadGraph(repoId);
    await (graph === undefined ? files.graph.deleteGraph(repoId) : files.graph.storeGraph(graph));
  }

  async #writeAnalyses(repoId: string): Promise<void> {
    const { memory, files } = this.#options;
    const written = new Map((await files.analysis.findAnalysis(repoId)).map((result) => [result.id, result]));
    for (const result of await memory.analysis.findAnalysis(repoId)) {
      if (!isSame(result, written.get(result.id))) await files.analysis.storeAnalysis(result);
      written.delete(result.id);
    }
    for (const id of written.keys()) await files.analysis.deleteAnalysis(repoId, id);
  }
}

/** The order of keys counts, as it is kept. */
function isSame(a: AnalysisResult, b: AnalysisResult | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
