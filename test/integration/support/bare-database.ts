import neo4j, { type Driver, type Plan } from 'neo4j-driver';
import type { Neo4jOptions } from '../../../src/backends/neo4j/index.ts';

/** Where a database is, and who asks. */
export type Login = Pick<Neo4jOptions, 'uri' | 'username' | 'password'> & { readonly database?: string };

export type Row = Readonly<Record<string, unknown>>;

/** A database seen without our library: what a person with Cypher sees. Integers come as numbers. */
export class Database {
  readonly #driver: Driver;
  readonly #database: string;

  constructor({ uri, username = 'neo4j', password = '', database = 'neo4j' }: Login) {
    this.#driver = neo4j.driver(uri, neo4j.auth.basic(username, password), { disableLosslessIntegers: true });
    this.#database = database;
  }

  async run(cypher: string, parameters: Row = {}): Promise<Row[]> {
    const { records } = await this.#driver.executeQuery(cypher, parameters, { database: this.#database });
    return records.map((record) => record.toObject());
  }

  /** The one value of the one row of an answer. */
  async value(cypher: string, parameters: Row = {}): Promise<unknown> {
    const [row] = await this.run(cypher, parameters);
    return Object.values(row ?? {})[0];
  }

  async explain(cypher: string, parameters: Row): Promise<Plan> {
    const { summary } = await this.#driver.executeQuery(`EXPLAIN ${cypher}`, parameters, {
      database: this.#database,
    });
    if (summary.plan === false) throw new Error('The server gave no plan.');
    return summary.plan;
  }

  close(): Promise<void> {
    return this.#driver.close();
  }
}
