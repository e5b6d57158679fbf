import type { Driver, Session } from 'neo4j-driver';
import { adjacency } from '../../src/traversal/graph/adjacency.ts';
import { stronglyConnected } from '../../src/traversal/graph/components.ts';
import { Numbering } from '../../src/traversal/graph/numbering.ts';
import { atOnce } from '../../src/traversal/turns.ts';
import { deleteMatches } from './batched-delete.ts';

/** Ways to ask Neo4j about a stored repository, or to delete it, without the library, by its own layout. */
export class StoredGraph {
  readonly #driver: Driver;
  readonly #database: string;
  readonly #repoId: string;

  constructor(driver: Driver, database: string, repoId: string) {
    this.#driver = driver;
    this.#database = database;
    this.#repoId = repoId;
  }

  /** Q0: a statement that does nothing. */
  async ping(): Promise<void> {
    await this.#withSession((session) => session.executeRead((tx) => tx.run('RETURN 1')));
  }

  /**
   * Q1: the seconds of the bare breadth-first expansion from one node that refers to all modules that no
   * other node contains, along every relationship that life follows.
   */
  async expandFromAll(): Promise<number> {
    return this.#withSession(async (session) => {
      const types = await typesOf(session);
      const tx = session.beginTransaction();
      try {
        const made = await tx.run(
          `${this.#modules()} CREATE (s:BenchSource) WITH s, modules UNWIND modules AS m CREATE (s)-[:ENTRY]->(m) RETURN DISTINCT elementId(s) AS source`,
          { repoId: this.#repoId },
        );
        const start = performance.now();
        await tx.run(
          `MATCH (s) WHERE elementId(s) = $source MATCH (s)-[:ENTRY|${types}*1..]->(n) RETURN count(DISTINCT n)`,
          { source: made.records[0]?.get('source') },
        );
        return (performance.now() - start) / 1_000;
      } finally {
        await tx.rollback();
      }
    });
  }

  /** Q2: an expansion from each of these modules, one after the other. */
  async expandFromEach(): Promise<void> {
    await this.#withSession(async (session) => {
      const types = await typesOf(session);
      await session.run(
        `${this.#modules()} UNWIND modules AS m MATCH (m)-[:${types}*1..]->(n) RETURN count(DISTINCT n)`,
        { repoId: this.#repoId },
      );
    });
  }

  /** Q3: the strongly connected components of every edge, fetched as columns of ids. */
  async components(): Promise<void> {
    await this.#withSession(async (session) => {
      const { records } = await session.run(
        `${this.#nodes()} MATCH (n)-[e]->(m) WHERE NOT type(e) IN ['DECLARED_IN', 'AWAITS_PARENT']
         RETURN collect(n.id) AS sources, collect(m.id) AS targets`,
        { repoId: this.#repoId },
      );
      const [row] = records;
      if (row !== undefined) componentsOf(row.get('sources'), row.get('targets'));
    });
  }

  /** D2: its nodes deleted as D1 deletes those of its own. */
  async deleteInBatches(): Promise<void> {
    await this.#withSession((session) => deleteMatches(session, this.#nodes(), { repoId: this.#repoId }));
  }

  #nodes(): string {
    return `MATCH (r:Repository {repoId: $repoId})
      MATCH (n:CodeNode) USING INDEX SEEK n:CodeNode(key)
      WHERE n.key >= r.generation + '|' AND n.key < r.generation + '}'`;
  }

  #modules(): string {
    return `${this.#nodes()} AND n:Module AND NOT EXISTS { (n)-[:DECLARED_IN]->() } WITH collect(n) AS modules`;
  }

  async #withSession<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
    const session = this.#driver.session({ database: this.#database, fetchSize: -1 });
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  }
}

function componentsOf(sources: readonly string[], targets: readonly string[]): void {
  const ids = new Numbering();
  const from = Uint32Array.from(sources, (id) => ids.numberOf(id));
  const to = Uint32Array.from(targets, (id) => ids.numberOf(id));
  const edges = atOnce(adjacency(ids.texts.length, from, to, new Uint32Array(from.length)));
  atOnce(stronglyConnected(edges));
}

/** What life follows: every relationship of an edge, and the derived one to the container. */
async function typesOf(session: Session): Promise<string> {
  const { records } = await session.run(
    'CALL db.relationshipTypes() YIELD relationshipType AS type RETURN type',
  );
  const types: string[] = records.map((record) => record.get('type'));
  return types.filter((type) => !['AWAITS_PARENT', 'ENTRY', 'OF'].includes(type)).join('|');
}
