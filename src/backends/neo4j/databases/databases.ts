import { Neo4jGraphBackend } from '../backend.ts';
import { Connection, type ConnectionDriver } from '../connection/connection.ts';
import type { Neo4jSettings } from '../options.ts';
import { ensureSchema, storeLayout } from '../schema/ensure-schema.ts';
import { missingSchema } from '../schema/schema.ts';

/** The databases of one server, over one driver. */
export class Databases {
  readonly #driver: ConnectionDriver;
  readonly #settings: Neo4jSettings;
  readonly #connections: ReadonlyMap<string, Connection>;
  readonly #opened = new Map<string, Promise<Neo4jGraphBackend>>();

  constructor(
    driver: ConnectionDriver,
    settings: Neo4jSettings,
    names: Iterable<string>,
    bookmarks: readonly string[],
  ) {
    this.#driver = driver;
    this.#settings = settings;
    this.#connections = new Map(
      [...names].map((name) => [name, new Connection(driver, settings, name, bookmarks)]),
    );
  }

  /**
   * A database, made ready when it is first used. A failure is not remembered.
   * @throws as `openNeo4jStore` does
   */
  open(name: string): Promise<Neo4jGraphBackend> {
    let opened = this.#opened.get(name);
    if (opened === undefined) {
      opened = this.#prepare(name);
      opened.catch(() => this.#opened.delete(name));
      this.#opened.set(name, opened);
    }
    return opened;
  }

  /** What opening a database would create, or miss. @throws as `openNeo4jStore` does */
  async missingSchema(name: string): Promise<string[]> {
    const connection = await this.#verified(name);
    return missingSchema(connection, await storeLayout(connection));
  }

  /** What a transaction elsewhere must begin after to see all that was seen or written here. */
  async bookmarks(): Promise<string[]> {
    const found = await Promise.all([...this.#connections.values()].map((one) => one.bookmarks()));
    return [...new Set(found.flat())];
  }

  close(): Promise<void> {
    return this.#driver.close();
  }

  async #prepare(name: string): Promise<Neo4jGraphBackend> {
    const connection = await this.#verified(name);
    await ensureSchema(connection, this.#settings.createSchema);
    return new Neo4jGraphBackend(connection, this.#settings);
  }

  async #verified(name: string): Promise<Connection> {
    const connection = this.#connections.get(name);
    if (connection === undefined) throw new Error(`No database ${name} was given.`);
    await connection.verify();
    return connection;
  }
}
