import { oneAtATime } from '../concurrency/one-at-a-time.ts';
import { quote, StorageError, throwIfAborted } from '../errors/index.ts';
import {
  checkFlag,
  checkKeys,
  checkString,
  checkStrings,
  wrongOption,
} from '../storage/front-door/option-checks.ts';
import type { WriteOptions } from '../storage/index.ts';
import { type AnalysisTarget, bringUpToDate, type RepositoryAnalysis } from './analysis-run.ts';
import type { Analyzer } from './analyzer.ts';
import { existingFolder, hashFiles } from './folder-files.ts';
import { repositoryId } from './repository-id.ts';

/** What of a folder is analysed, and how. */
export interface AnalyzeOptions extends WriteOptions {
  /** Default: {@link repositoryId} of the folder. */
  readonly repoId?: string | undefined;
  /** Analyses the whole, whether or not what is stored is valid. Default false. */
  readonly force?: boolean | undefined;
}

/**
 * Keeps the stored graph of a folder as new as the folder. An analysis that is still valid for the
 * files' hashes is returned as it is; otherwise the analyzer is called, for the changed files
 * alone where it can and a valid analysis of the others is stored, and graph and result are
 * stored. Calls for one repository of one store run one after the other.
 *
 * A file that changes meanwhile is analysed again by the next call, for files are hashed before they are
 * read. A call that fails, is aborted or killed leaves the graph as it was or as it is to be, and at worst a
 * result that does not fit it, which the next call replaces.
 *
 * @throws `NOT_FOUND` for a folder that is not there or holds no file of the analyzer, `CONFIG_INVALID`,
 * `UNAVAILABLE`, `ABORTED`, whatever storing throws, and `UNEXPECTED` with the analyzer's own error as cause
 */
export async function analyzeRepository(
  target: AnalysisTarget,
  folder: string,
  analyzer: Analyzer,
  options: AnalyzeOptions = {},
): Promise<RepositoryAnalysis> {
  checkAnalyzer(analyzer);
  checkKeys(options, ['repoId', 'force', 'signal', 'onProgress'], 'options');
  const { signal, onProgress, force = false } = options;
  checkFlag(force, 'force');
  throwIfAborted(signal);
  const path = await existingFolder(checkString(folder, 'folder'));
  const repoId = checkString(options.repoId ?? repositoryId(path), 'repoId');
  return oneAtATime(target.graph, repoId, async () => {
    throwIfAborted(signal);
    const fileHashes = await hashFiles(path, analyzer.files, options);
    if (Object.keys(fileHashes).length === 0) throw noFiles(analyzer, path, repoId);
    const request = { repoId, folder: path, fileHashes, signal, onProgress };
    return bringUpToDate({ target, analyzer, request }, force);
  });
}

/** An empty graph in place of what was stored is more often a wrong folder than meant. */
function noFiles({ name, files }: Analyzer, folder: string, repoId: string): StorageError {
  return new StorageError(
    'NOT_FOUND',
    `The analyzer ${quote(name)} finds no file in ${quote(folder)}: none fits ${files.slice(0, 8).join(', ')} and is not ignored. Check the folder; to remove a repository, delete it.`,
    { repoId, operation: 'analyzeRepository', context: { folder } },
  );
}

function checkAnalyzer({ name, version, files, analyze }: Analyzer): void {
  if (checkString(name, 'analyzer.name') === '') throw wrongOption('analyzer.name', 'is empty', 'Name it.');
  checkString(version, 'analyzer.version');
  if (checkStrings(files, 'analyzer.files').length === 0)
    throw wrongOption('analyzer.files', 'is empty', 'Name its files by globs, such as src/**/*.ts.');
  if (typeof analyze !== 'function')
    throw wrongOption('analyzer.analyze', 'is no function', 'Give a function that makes the graph.');
}
