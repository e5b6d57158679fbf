import type { Driver, Session } from 'neo4j-driver';
import { deleteInBatches } from './batched-delete.ts';

const INDEXED = ['nameKey', 'fileKey'];

/**
 * A label that no other graph in the database has, with a unique
 * key, for a graph as people store one by hand.
 */
export class OwnLabel {
  readonly name: string;
  readonly #driver: Driver;
  readonly #database: string;

  /** @param name a plain identifier */
  constructor(driver: Driver, database: string, name: string) {
    this.#driver = driver;
    this.#database = database;
    this.name = name;
  }

  /** Runs `work` with one connection. */
  async withSession<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
    const session = this.#driver.session({ database: this.#database });
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  }

  async create(): Promise<void> {
    await this.withSession((session) =>
      session.run(`CREATE CONSTRAINT ${this.name} FOR (n:${this.name}) REQUIRE n.key IS UNIQUE`),
    );
  }

  /** Runs `work` while the label has the library's other indexes of nodes as well. */
  async withIndexes<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      for (const property of INDEXED) {
        await this.withSession((session) =>
          session.run(
            `CREATE INDEX ${this.name}_${property} FOR (n:${this.name}) ON (n.generation, n.${property})`,
          ),
        );
      }
      await this.withSession((session) => session.run('CALL db.awaitIndexes(60)'));
      return await work();
    } finally {
      await this.#dropIndexes();
    }
  }

  async #dropIndexes(): Promise<void> {
    for (const property of INDEXED) {
      await this.withSession((session) => session.run(`DROP INDEX ${this.name}_${property} IF EXISTS`));
    }
  }

  async deleteNodes(): Promise<void> {
    await deleteInBatches(this);
  }

  /** Leaves nothing behind but the label's name, which Neo4j never forgets. */
  async remove(): Promise<void> {
    await this.deleteNodes();
    await this.#dropIndexes();
    await this.withSession((session) => session.run(`DROP CONSTRAINT ${this.name} IF EXISTS`));
  }
}
