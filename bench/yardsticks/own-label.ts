import type { Driver, Session } from 'neo4j-driver';
import { deleteInBatches } from './batched-delete.ts';

/** A label that no other graph in the database has, with a unique key, for a graph as people store one by hand. */
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

  async deleteNodes(): Promise<void> {
    await deleteInBatches(this);
  }

  /** Leaves nothing behind but the label's name, which Neo4j never forgets. */
  async remove(): Promise<void> {
    await this.deleteNodes();
    await this.withSession((session) => session.run(`DROP CONSTRAINT ${this.name} IF EXISTS`));
  }
}
