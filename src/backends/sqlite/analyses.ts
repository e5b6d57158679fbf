import type { Timestamp } from '../../graph/index.ts';
import type {
  AnalysisBackend,
  AnalysisFilter,
  AnalysisRow,
  ReadOptions,
  WriteOptions,
} from '../../storage/index.ts';
import type { Connection } from './connection.ts';
import type { Database } from './database.ts';
import type { Value } from './driver/driver.ts';

/** Texts that may hold a NUL come as JSON; `metadata` and `data` are JSON, in which none is. */
const COLUMNS = 'json_array(repo_id, id, type, seconds, nanoseconds), metadata, data';

/** Results of analyses in a table of their own; a write is one transaction. */
export class SqliteAnalyses implements AnalysisBackend {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async storeAnalysis(row: AnalysisRow, options: WriteOptions): Promise<void> {
    await this.#database.write(options, (connection) => {
      upsert(connection, row);
      return { isChanged: true };
    });
  }

  async loadAnalysis(repoId: string, id: string, options: ReadOptions): Promise<AnalysisRow | undefined> {
    return this.#database.read(options, (connection) => {
      const row = connection.row(`SELECT ${COLUMNS} FROM analysis WHERE repo_id = ? AND id = ?`, [
        repoId,
        id,
      ]);
      return row && analysisRow(row);
    });
  }

  async findAnalysis(repoId: string, filter: AnalysisFilter, options: ReadOptions): Promise<AnalysisRow[]> {
    // Row by row, for all of them as one text may be more than SQLite takes.
    const found = await this.#database.read(options, (connection) =>
      numbersOf(connection, repoId, filter).flatMap((number) => {
        const row = connection.row(`SELECT ${COLUMNS} FROM analysis WHERE number = ?`, [number]);
        return row === undefined ? [] : [analysisRow(row)];
      }),
    );
    return found ?? [];
  }

  async deleteAnalysis(repoId: string, id: string, options: WriteOptions): Promise<boolean> {
    return (await this.#delete('repo_id = ? AND id = ?', [repoId, id], options)) > 0;
  }

  cleanupOldResults(
    { seconds, nanoseconds }: Timestamp,
    repoId: string | undefined,
    options: WriteOptions,
  ): Promise<number> {
    const isOld = '(seconds, nanoseconds) < (?, ?)';
    return repoId === undefined
      ? this.#delete(isOld, [seconds, nanoseconds], options)
      : this.#delete(`${isOld} AND repo_id = ?`, [seconds, nanoseconds, repoId], options);
  }

  deleteAnalysesOf(repoId: string, options: WriteOptions): Promise<number> {
    return this.#delete('repo_id = ?', [repoId], options);
  }

  async #delete(condition: string, parameters: readonly Value[], options: WriteOptions): Promise<number> {
    // A store that holds nothing yet is not made a file.
    if (!(await this.#database.exists(options))) return 0;
    const { deleted } = await this.#database.write(options, (connection) => {
      const count = connection.run(`DELETE FROM analysis WHERE ${condition}`, parameters);
      return { deleted: count, isChanged: count > 0 };
    });
    return deleted;
  }
}

function upsert(connection: Connection, row: AnalysisRow): void {
  const { repoId, id, analysisType, timestamp, metadata, data } = row;
  connection.run(
    `INSERT INTO analysis (repo_id, id, type, seconds, nanoseconds, metadata, data) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (repo_id, id) DO UPDATE SET type = excluded.type, seconds = excluded.seconds,
     nanoseconds = excluded.nanoseconds, metadata = excluded.metadata, data = excluded.data`,
    [repoId, id, analysisType, timestamp.seconds, timestamp.nanoseconds, JSON.stringify(metadata), data],
  );
}

function numbersOf(
  connection: Connection,
  repoId: string,
  { analysisType, since, limit = -1 }: AnalysisFilter,
): number[] {
  const isOfType = analysisType === undefined ? '' : 'AND type = ?';
  const isNew = since === undefined ? '' : 'AND (seconds, nanoseconds) >= (?, ?)';
  const wanted = connection.json(
    `SELECT json_group_array(number) FROM (
       SELECT number FROM analysis WHERE repo_id = ? ${isOfType} ${isNew}
       ORDER BY seconds DESC, nanoseconds DESC, id LIMIT ?)`,
    [
      repoId,
      ...(analysisType === undefined ? [] : [analysisType]),
      ...(since === undefined ? [] : [since.seconds, since.nanoseconds]),
      limit,
    ],
  );
  return wanted as number[];
}

function analysisRow([header, metadata, data]: readonly unknown[]): AnalysisRow {
  const [repoId, id, analysisType, seconds, nanoseconds] = JSON.parse(String(header));
  return {
    repoId,
    id,
    analysisType,
    timestamp: { seconds, nanoseconds },
    metadata: JSON.parse(String(metadata)),
    data: String(data),
  };
}
