import { relative, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FSWatcher } from 'chokidar';
import { asStorageError, StorageError, throwIfAborted } from '../errors/index.ts';
import type { AnalysisTarget, RepositoryAnalysis } from './analysis-run.ts';
import { type AnalyzeOptions, analyzeRepository } from './analyze-repository.ts';
import type { Analyzer } from './analyzer.ts';
import { existingFolder } from './folder-files.ts';

/**
 * How long a folder must be quiet before it is analysed: an editor writes a
 * file in steps, a switch of branches many files.
 */
const QUIET_MILLISECONDS = 200;

/**
 * What came of one round: an analysis, or why there is none. After a
 * problem the next change begins the next round.
 */
export type WatchedRound =
  | { readonly analysis: RepositoryAnalysis; readonly problem?: undefined }
  | { readonly analysis?: undefined; readonly problem: StorageError };

/**
 * Keeps the stored graph of a folder as new as the folder until the signal is aborted, or the loop over it is
 * left. The first round brings it up to date; each further one follows when files have changed and the folder
 * is quiet again. A round stores one state in one step, so readers never meet half a change. What git
 * ignores, hidden folders and `node_modules` are not watched at all, nor are symbolic links followed.
 *
 * @throws as {@link analyzeRepository} for what no change of a file can mend: wrong
 * options, a folder that is not there, and `UNAVAILABLE` where the system watches no
 * more files; ends without an error when it is aborted
 */
export async function* watchRepository(
  target: AnalysisTarget,
  folder: string,
  analyzer: Analyzer,
  options: AnalyzeOptions = {},
): AsyncGenerator<WatchedRound, void, undefined> {
  throwIfAborted(options.signal);
  const path = await existingFolder(folder);
  const changes = await Changes.watch(path, options.signal);
  try {
    while (options.signal?.aborted !== true) {
      const round = await analyzedOnce(target, path, analyzer, options);
      if (round === undefined) return;
      yield round;
      await changes.quietAgain();
    }
  } finally {
    await changes.close();
  }
}

async function analyzedOnce(
  target: AnalysisTarget,
  folder: string,
  analyzer: Analyzer,
  options: AnalyzeOptions,
): Promise<WatchedRound | undefined> {
  try {
    return { analysis: await analyzeRepository(target, folder, analyzer, options) };
  } catch (error) {
    const problem = asStorageError(error);
    if (problem.code === 'ABORTED') return undefined;
    if (problem.code === 'UNEXPECTED' || problem.retryable) return { problem };
    throw problem;
  }
}

/** Reports when anything in a folder has changed, once for changes that come together. */
class Changes {
  readonly #watcher: FSWatcher;
  readonly #signal: AbortSignal | undefined;
  #last = 0;
  #handled = 0;
  #wake = (): void => {};
  #failure: unknown;

  static async watch(folder: string, signal: AbortSignal | undefined): Promise<Changes> {
    const [{ watch }, { isGitIgnored }] = await Promise.all([import('chokidar'), import('globby')]);
    const isIgnored = await isGitIgnored({ cwd: folder });
    const watcher = watch(folder, {
      ignoreInitial: true,
      followSymlinks: false,
      ignored: (path, stats) => isLeftOut(folder, path, stats?.isDirectory() ?? false, isIgnored),
    });
    const changes = new Changes(watcher, signal);
    await new Promise<void>((resolve) => {
      watcher.once('ready', resolve);
      watcher.once('error', () => resolve());
    });
    return changes;
  }

  private constructor(watcher: FSWatcher, signal: AbortSignal | undefined) {
    this.#watcher = watcher;
    this.#signal = signal;
    watcher.on('all', () => this.#changed());
    watcher.on('error', (error) => {
      this.#failure = error;
      this.#wake();
    });
    signal?.addEventListener('abort', this.#wakeUp, { once: true });
  }

  /**
   * Resolves when something has changed since the last time and nothing
   * does any more, or when it is time to stop.
   */
  async quietAgain(): Promise<void> {
    if (this.#last === this.#handled && !this.#isOver()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    while (!this.#isOver()) {
      const before = this.#last;
      await sleep(QUIET_MILLISECONDS, undefined, { signal: this.#signal }).catch(() => {});
      if (before === this.#last) break;
    }
    this.#handled = this.#last;
    if (this.#failure !== undefined) throw watchProblem(this.#failure);
  }

  async close(): Promise<void> {
    this.#signal?.removeEventListener('abort', this.#wakeUp);
    await this.#watcher.close();
  }

  readonly #wakeUp = (): void => this.#wake();

  #isOver(): boolean {
    return this.#failure !== undefined || this.#signal?.aborted === true;
  }

  #changed(): void {
    this.#last++;
    this.#wake();
  }
}

function isLeftOut(
  folder: string,
  path: string,
  isDirectory: boolean,
  isIgnored: (path: string) => boolean,
): boolean {
  const inside = relative(folder, path).split(sep).join('/');
  if (inside === '') return false;
  const name = inside.slice(inside.lastIndexOf('/') + 1);
  if (name === 'node_modules' || name.startsWith('.')) return true;
  // A rule for a folder is a rule for what is in it.
  return isIgnored(inside) || (isDirectory && isIgnored(`${inside}/any`));
}

function watchProblem(cause: unknown): StorageError {
  const problem = cause instanceof Error ? cause.message : String(cause);
  return new StorageError(
    'UNAVAILABLE',
    `The folder can no longer be watched: ${problem} Where the system allows too few watches, raise fs.inotify.max_user_watches, or have git ignore folders that need not be watched.`,
    { cause, operation: 'watchRepository' },
  );
}
