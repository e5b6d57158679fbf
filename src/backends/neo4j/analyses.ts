import { quote, StorageError } from '../../errors/index.ts';
import { recordOf, type Timestamp } from '../../graph/index.ts';
import {
  type AnalysisBackend,
  type AnalysisFilter,
  type AnalysisRow,
  type ReadOptions,
  selectAnalyses,
  type WriteOptions,
} from '../../storage/index.ts';
import type { Connection } from './connection/connection.ts';
import { attributeOf, isAttribute, propertyOf } from './cypher/names.ts';
import type { RowOf, Statement } from './cypher/statement.ts';
import * as cypher from './cypher/statements.generated.ts';
import { analysisKey, analysisPrefix } from './rows/keys.ts';

/** Times a result is stored again that another writer deletes in the same moment. */
const MOST_ATTEMPTS = 10;

/** Results of analyses, a node each, with what they found as JSON text and their metadata as properties. */
export class Neo4jAnalyses implements AnalysisBackend {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async storeAnalysis(row: AnalysisRow, options: WriteOptions): Promise<void> {
    const { repoId, id, analysisType, timestamp, data, metadata } = row;
    const key = analysisKey(repoId, id);
    const attributes = recordOf(Object.entries(metadata).map(([name, value]) => [propertyOf(name), value]));
    const properties = { ...attributes, key, repoId, id, type: analysisType, data };
    const parameters = { key, repoId, properties, ...timestamp };
    await this.#connection.write(async (tx) => {
      for (let attempt = 1; (await tx.one(cypher.storeAnalysis, parameters)).stored === 0; attempt++)
        if (attempt === MOST_ATTEMPTS) throw deletedMeanwhile(row);
    }, options);
  }

  async loadAnalysis(repoId: string, id: string, options: ReadOptions): Promise<AnalysisRow | undefined> {
    const keys = [analysisKey(repoId, id)];
    const [row] = await this.#connection.read((tx) => tx.run(cypher.analysesByKey, { keys }), options);
    return row && analysisRow(row);
  }

  async findAnalysis(repoId: string, filter: AnalysisFilter, options: ReadOptions): Promise<AnalysisRow[]> {
    const { analysisType: type = null, since } = filter;
    const moment = { seconds: since?.seconds ?? null, nanoseconds: since?.nanoseconds ?? null };
    return this.#connection.read(async (tx) => {
      const listed = await tx.run(cypher.listAnalyses, { prefix: analysisPrefix(repoId), type, ...moment });
      const chosen = selectAnalyses(listed.map(analysisHead), filter);
      const keys = chosen.map(({ id }) => analysisKey(repoId, id));
      const rows = keys.length === 0 ? [] : await tx.run(cypher.analysesByKey, { keys });
      // Another writer may have stored some of them anew in between.
      return selectAnalyses(rows.map(analysisRow), filter);
    }, options);
  }

  async deleteAnalysis(repoId: string, id: string, options: WriteOptions): Promise<boolean> {
    return (await this.#delete(cypher.deleteAnalysis, { key: analysisKey(repoId, id) }, options)) > 0;
  }

  cleanupOldResults(
    { seconds, nanoseconds }: Timestamp,
    repoId: string | undefined,
    options: WriteOptions,
  ): Promise<number> {
    const moment = { seconds, nanoseconds };
    if (repoId === undefined) return this.#delete(cypher.deleteOldAnalyses, moment, options);
    return this.#delete(cypher.deleteAnalysesOf, { prefix: analysisPrefix(repoId), ...moment }, options);
  }

  deleteAnalysesOf(repoId: string, options: WriteOptions): Promise<number> {
    const always = { seconds: null, nanoseconds: null };
    return this.#delete(cypher.deleteAnalysesOf, { prefix: analysisPrefix(repoId), ...always }, options);
  }

  async #delete<Parameter extends string>(
    statement: Statement<Parameter, { readonly deleted: number }>,
    parameters: Readonly<Record<NoInfer<Parameter>, unknown>>,
    options: WriteOptions,
  ): Promise<number> {
    let deleted = 0;
    await this.#connection.write(async (tx) => {
      const row = await tx.one(statement, parameters);
      // A run after a lost commit finds nothing; what the first one found still holds.
      deleted = row.deleted || deleted;
    }, options);
    return deleted;
  }
}

function deletedMeanwhile({ repoId, id }: AnalysisRow): StorageError {
  return new StorageError(
    'CONFLICT',
    `The analysis ${quote(id)} of repository ${quote(repoId)} was deleted by another writer each time it was stored. Try again.`,
    { repoId, retryable: true, context: { analysis: id } },
  );
}

/** What every node of ours has, besides its metadata. */
interface Properties {
  readonly repoId: string;
  readonly id: string;
  readonly type: string;
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly data: string;
}

function analysisHead({
  id,
  type,
  seconds,
  nanoseconds,
}: RowOf<typeof cypher.listAnalyses>): Pick<AnalysisRow, 'id' | 'analysisType' | 'timestamp'> {
  return { id, analysisType: type, timestamp: { seconds, nanoseconds } };
}

function analysisRow({ properties }: RowOf<typeof cypher.analysesByKey>): AnalysisRow {
  const own = properties as unknown as Properties;
  const metadata = Object.entries(own)
    .filter(([property]) => isAttribute(property))
    .map(([property, value]): [string, string] => [attributeOf(property), value]);
  return { ...analysisHead(own), repoId: own.repoId, data: own.data, metadata: recordOf(metadata) };
}
