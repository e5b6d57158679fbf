import { asStorageError, StorageError } from '../../errors/index.ts';
import { checkId } from '../../graph/check.ts';
import { type Timestamp, timestampOf, validateRepoId } from '../../graph/index.ts';
import { validateTimestamp } from '../../graph/validate.ts';
import { analysisOf, analysisRow } from '../analysis-row.ts';
import type { AnalysisQuery, AnalysisResult, AnalysisStorage, CleanupOptions } from '../analysis-storage.ts';
import type { AnalysisBackend } from '../backend/analysis-backend.ts';
import type { GraphBackend } from '../backend/graph-backend.ts';
import type { ReadOptions, WriteOptions } from '../options.ts';
import { CallGuard } from './call-guard.ts';
import type { Lifetime } from './lifetime.ts';
import { checkCount, checkKeys, checkString, refuseDryRun } from './option-checks.ts';

const CALL_KEYS = ['signal', 'onProgress'];

/** The front door of every backend's analyses, as `GuardedGraphStorage` is that of its graphs. */
export class GuardedAnalysisStorage implements AnalysisStorage {
  readonly backend: string;
  readonly #analyses: AnalysisBackend;
  readonly #lifetime: Lifetime;
  readonly #guard: CallGuard;

  constructor({ name, analysis }: Pick<GraphBackend, 'name' | 'analysis'>, lifetime: Lifetime) {
    this.backend = name;
    this.#analyses = analysis;
    this.#lifetime = lifetime;
    this.#guard = new CallGuard(name, lifetime);
  }

  storeAnalysis(result: AnalysisResult, options: WriteOptions = {}): Promise<void> {
    const place = { operation: 'storeAnalysis', repoId: result?.repoId };
    return this.#guard.run(place, options, async () => {
      refuseDryRun(options);
      return this.#analyses.storeAnalysis(analysisRow(result), options);
    });
  }

  loadAnalysis(repoId: string, id: string, options: ReadOptions = {}): Promise<AnalysisResult | undefined> {
    return this.#of('loadAnalysis', repoId, options, async () => {
      const row = await this.#analyses.loadAnalysis(repoId, checkAnalysisId(id), options);
      return row === undefined ? undefined : analysisOf(row);
    });
  }

  findAnalysis(repoId: string, query: AnalysisQuery = {}): Promise<AnalysisResult[]> {
    return this.#of('findAnalysis', repoId, query, async () => {
      checkKeys(query, ['analysisType', 'since', 'limit', ...CALL_KEYS], 'query');
      const { analysisType, since, limit, ...options } = query;
      const filter = {
        analysisType: analysisType === undefined ? undefined : checkString(analysisType, 'analysisType'),
        since: since === undefined ? undefined : checkMoment(since, 'since'),
        limit: limit === undefined ? undefined : checkCount(limit, 'limit'),
      };
      return (await this.#analyses.findAnalysis(repoId, filter, options)).map(analysisOf);
    });
  }

  deleteAnalysis(repoId: string, id: string, options: WriteOptions = {}): Promise<boolean> {
    return this.#of('deleteAnalysis', repoId, options, async () =>
      this.#analyses.deleteAnalysis(repoId, checkAnalysisId(id), options),
    );
  }

  cleanupOldResults(before: Timestamp | Date, options: CleanupOptions = {}): Promise<number> {
    const place = { operation: 'cleanupOldResults', repoId: options?.repoId };
    return this.#guard.run(place, options, async () => {
      refuseDryRun(options);
      checkKeys(options, ['repoId', ...CALL_KEYS], 'options');
      const { repoId } = options;
      if (repoId !== undefined) validateRepoId(repoId);
      return this.#analyses.cleanupOldResults(checkMoment(before, 'before'), repoId, options);
    });
  }

  deleteAnalysesOf(repoId: string, options: WriteOptions = {}): Promise<number> {
    return this.#of('deleteAnalysesOf', repoId, options, () =>
      this.#analyses.deleteAnalysesOf(repoId, options),
    );
  }

  close(): Promise<void> {
    return this.#lifetime.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #of<Result>(
    operation: string,
    repoId: string,
    options: ReadOptions,
    work: () => Promise<Result>,
  ): Promise<Result> {
    return this.#guard.about(operation, repoId, options, async () => {
      refuseDryRun(options);
      return work();
    });
  }
}

function checkAnalysisId(id: unknown): string {
  return checkId(id, () => 'call', 'id');
}

/** @throws `CONFIG_INVALID` naming the option */
function checkMoment(moment: Timestamp | Date, option: string): Timestamp {
  try {
    return validateTimestamp(
      moment instanceof Date ? timestampOf(moment.getTime()) : moment,
      () => 'Option',
      option,
    );
  } catch (cause) {
    throw new StorageError('CONFIG_INVALID', asStorageError(cause).message, { context: { option }, cause });
  }
}
