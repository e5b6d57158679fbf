// In your own project the imports are from 'codeprism-neo4j' and 'codeprism-neo4j/backend'.

import {
  type AnalysisBackend,
  type AnalysisFilter,
  type AnalysisRow,
  compareTimestamps,
  selectAnalyses,
} from '../../src/backend.ts';
import type { Timestamp } from '../../src/index.ts';
import type { KeyValueStore } from './key-value-store.ts';

const PREFIX = 'analysis/';

/**
 * Results of analyses in a key-value store, a result a value; its key is the repository and the id as JSON.
 */
export class KeyValueAnalyses implements AnalysisBackend {
  readonly #values: KeyValueStore;

  constructor(values: KeyValueStore) {
    this.#values = values;
  }

  async storeAnalysis(row: AnalysisRow): Promise<void> {
    await this.#values.set(keyOf(row.repoId, row.id), JSON.stringify(row));
  }

  async loadAnalysis(repoId: string, id: string): Promise<AnalysisRow | undefined> {
    const text = await this.#values.get(keyOf(repoId, id));
    return text === undefined ? undefined : JSON.parse(text);
  }

  async findAnalysis(repoId: string, filter: AnalysisFilter): Promise<AnalysisRow[]> {
    return selectAnalyses(await this.#rowsOf(repoId), filter);
  }

  deleteAnalysis(repoId: string, id: string): Promise<boolean> {
    return this.#values.delete(keyOf(repoId, id));
  }

  cleanupOldResults(before: Timestamp, repoId: string | undefined): Promise<number> {
    return this.#deleteThose(repoId, (row) => compareTimestamps(row.timestamp, before) < 0);
  }

  deleteAnalysesOf(repoId: string): Promise<number> {
    return this.#deleteThose(repoId, () => true);
  }

  async #deleteThose(repoId: string | undefined, isUnwanted: (row: AnalysisRow) => boolean): Promise<number> {
    const unwanted = (await this.#rowsOf(repoId)).filter(isUnwanted);
    for (const row of unwanted) await this.#values.delete(keyOf(row.repoId, row.id));
    return unwanted.length;
  }

  async #rowsOf(repoId: string | undefined): Promise<AnalysisRow[]> {
    const keys = await this.#values.keys(repoId === undefined ? PREFIX : prefixOf(repoId));
    const texts = await Promise.all(keys.map((key) => this.#values.get(key)));
    return texts.flatMap((text) => (text === undefined ? [] : [JSON.parse(text) as AnalysisRow]));
  }
}

/**
 * No two repositories' prefixes begin alike: the quotation mark that ends a JSON text stands in none of them.
 */
function prefixOf(repoId: string): string {
  return `${PREFIX}${JSON.stringify(repoId)}`;
}

function keyOf(repoId: string, id: string): string {
  return `${prefixOf(repoId)}/${id}`;
}
