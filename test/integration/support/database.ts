import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { type Neo4jOptions, openNeo4jStore } from '../../../src/backends/neo4j/index.ts';
import type { GraphStore } from '../../../src/storage/index.ts';
import { Database, type Login, type Row } from './bare-database.ts';

export { Database, type Login, type Row };

/** What opens a store in a server: of a server that runs here an object of its own, for options are plain. */
export function loginOf({
  uri,
  username = 'neo4j',
  password = '',
  database = 'neo4j',
}: Login): Required<Login> {
  return { uri, username, password, database };
}

/** A test file's place in a server: repositories of its own, which are gone when it ends. */
export class Workplace {
  readonly database: Database;
  readonly #server: Login;
  readonly #prefix = `test-${randomBytes(4).toString('hex')}-`;
  readonly #stores: GraphStore[] = [];
  readonly #repositories: string[] = [];

  /** Use {@link workplace}. */
  constructor(server: Login) {
    this.#server = server;
    this.database = new Database(server);
    afterAll(() => this.#leave());
  }

  /** A repository id that nobody else uses. */
  repo(name = 'graph'): string {
    const repoId = `${this.#prefix}${this.#repositories.length}-${name}`;
    this.#repositories.push(repoId);
    return repoId;
  }

  /** Questions about small graphs too are put to the database. */
  async open(options: Partial<Neo4jOptions> = {}): Promise<GraphStore> {
    const store = await openNeo4jStore({ ...loginOf(this.#server), wholeGraphRows: 0, ...options });
    this.#stores.push(store);
    return store;
  }

  /** The generation that readers of a repository are in. */
  async generation(repoId: string): Promise<number> {
    const generation = await this.database.value(
      'MATCH (r:Repository {repoId: $repoId}) RETURN r.generation AS generation',
      { repoId },
    );
    if (typeof generation !== 'number') throw new Error(`${repoId} is not stored.`);
    return generation;
  }

  async #leave(): Promise<void> {
    const store = await this.open({ graceSeconds: 0 });
    for (const repoId of this.#repositories) {
      await store.graph.deleteGraph(repoId);
      await store.analysis.deleteAnalysesOf(repoId);
    }
    for (const opened of this.#stores) await opened.close();
    await this.database.close();
  }
}

/**
 * To be called once in a test file, outside its tests.
 * @param server by default the one that all tests share, in which others write, sweep and list meanwhile
 */
export function workplace(server: Login = inject('neo4j')): Workplace {
  return new Workplace(server);
}
