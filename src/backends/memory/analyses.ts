import type { Timestamp } from '../../graph/index.ts';
import {
  type AnalysisBackend,
  type AnalysisFilter,
  type AnalysisRow,
  compareTimestamps,
  selectAnalyses,
} from '../../storage/index.ts';

/** Results of analyses in maps, by repository and id. */
export class MemoryAnalyses implements AnalysisBackend {
  readonly #repositories = new Map<string, Map<string, AnalysisRow>>();

  async storeAnalysis(row: AnalysisRow): Promise<void> {
    const rows = this.#repositories.get(row.repoId) ?? new Map<string, AnalysisRow>();
    this.#repositories.set(row.repoId, rows.set(row.id, row));
  }

  async loadAnalysis(repoId: string, id: string): Promise<AnalysisRow | undefined> {
    return this.#repositories.get(repoId)?.get(id);
  }

  async findAnalysis(repoId: string, filter: AnalysisFilter): Promise<AnalysisRow[]> {
    return selectAnalyses(this.#repositories.get(repoId)?.values() ?? [], filter);
  }

  async deleteAnalysis(repoId: string, id: string): Promise<boolean> {
    return this.#repositories.get(repoId)?.delete(id) ?? false;
  }

  async cleanupOldResults(before: Timestamp, repoId: string | undefined): Promise<number> {
    let deleted = 0;
    for (const each of repoId === undefined ? this.#repositories.keys() : [repoId])
      deleted += this.#delete(each, (row) => compareTimestamps(row.timestamp, before) < 0);
    return deleted;
  }

  async deleteAnalysesOf(repoId: string): Promise<number> {
    return this.#delete(repoId, () => true);
  }

  clear(): void {
    this.#repositories.clear();
  }

  #delete(repoId: string, isUnwanted: (row: AnalysisRow) => boolean): number {
    const rows = this.#repositories.get(repoId);
    if (rows === undefined) return 0;
    const unwanted = [...rows.values()].filter(isUnwanted);
    for (const { id } of unwanted) rows.delete(id);
    return unwanted.length;
  }
}
