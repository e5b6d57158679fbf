import { randomBytes } from 'node:crypto';
import neo4j, { type Driver } from 'neo4j-driver';
import { openNeo4jStore } from '../src/backends/neo4j/index.ts';
import type { GraphStore } from '../src/index.ts';
import type { Neo4jServer } from '../test/server/index.ts';
import { messageOf } from './compete.ts';
import { defaultGraphFile, type NamedGraph, namedGraph } from './graphs/find-graph.ts';
import { OwnLabel } from './yardsticks/own-label.ts';

export interface BenchOptions {
  readonly rounds: number;
  /** The graph file that was asked for. */
  readonly graphFile?: string | undefined;
  /**
   * Whether time is that of the processor, where a section knows both; for a machine that others keep busy.
   */
  readonly byProcessor?: boolean | undefined;
  /** Told what is being done, for a person who waits. */
  readonly say: (line: string) => void;
}

/** What all sections share: how often they measure, and the graphs. */
export class LocalBench {
  readonly rounds: number;
  readonly byProcessor: boolean;
  readonly say: (line: string) => void;
  readonly #graphFile: string | undefined;
  readonly #graphs = new Map<string, Promise<NamedGraph>>();

  constructor(options: BenchOptions) {
    this.rounds = options.rounds;
    this.byProcessor = options.byProcessor ?? false;
    this.say = options.say;
    this.#graphFile = options.graphFile;
  }

  /** The graph that was asked for, else `larger` if it is there, else the shipped one; read once. */
  graph(larger = 'large-effect.json.gz'): Promise<NamedGraph> {
    const file = this.#graphFile ?? defaultGraphFile(larger);
    const known = this.#graphs.get(file);
    if (known !== undefined) return known;
    this.say(`Reading ${file}`);
    const graph = namedGraph(file);
    this.#graphs.set(file, graph);
    return graph;
  }
}

/** What the sections with a server share besides: one store on it, and names that are theirs alone. */
export class Bench extends LocalBench implements AsyncDisposable {
  readonly server: Neo4jServer;
  readonly store: GraphStore;
  readonly driver: Driver;
  readonly #run = randomBytes(4).toString('hex');
  readonly #repositories = new Set<string>();
  #repositoryNames = 0;
  #label: OwnLabel | undefined;
  #closing: Promise<void> | undefined;

  private constructor(server: Neo4jServer, store: GraphStore, options: BenchOptions) {
    super(options);
    this.server = server;
    this.store = store;
    this.driver = driverFor(server);
  }

  static async open(server: Neo4jServer, options: BenchOptions): Promise<Bench> {
    return new Bench(server, await storeOn(server), options);
  }

  /** Runs `work` with the name of a repository that nobody has, and deletes that afterwards. */
  async withRepository<Result>(work: (repoId: string) => Promise<Result>): Promise<Result> {
    const repoId = `bench-${this.#run}-${++this.#repositoryNames}`;
    this.#repositories.add(repoId);
    try {
      return await work(repoId);
    } finally {
      await this.store.graph.deleteGraph(repoId);
      this.#repositories.delete(repoId);
    }
  }

  /** Runs `work` with a store that knows nothing of what was stored or asked before. */
  async openedAnew<Result>(work: (store: GraphStore) => Promise<Result>): Promise<Result> {
    await using store = await storeOn(this.server);
    return await work(store);
  }

  /**
   * Runs `work` with a label that nobody has, and deletes its nodes afterwards. It is the same label each
   * time, so that the server knows the yardsticks' statements as it knows ours.
   */
  async withLabel<Result>(work: (label: OwnLabel) => Promise<Result>): Promise<Result> {
    if (this.#label === undefined) {
      this.#label = this.#labelBy(this.driver);
      await this.#label.create();
    }
    try {
      return await work(this.#label);
    } finally {
      await this.#label.deleteNodes();
    }
  }

  /**
   * Seconds of processor time that the server has taken so far; of
   * everything that it does, not of this run alone.
   */
  async serverSeconds(): Promise<number> {
    const { records } = await this.driver.executeQuery(
      `CALL dbms.queryJmx('java.lang:type=OperatingSystem') YIELD attributes
       RETURN attributes.ProcessCpuTime.value AS nanoseconds`,
      {},
      { database: this.server.database },
    );
    return Number(records[0]?.get('nanoseconds')) / 1e9;
  }

  /** Ends what still runs, and removes everything that this run has left in the database. */
  [Symbol.asyncDispose](): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.driver.close();
    await this.store.close();
    if (this.#repositories.size === 0 && this.#label === undefined) return;
    try {
      await this.#removeAll();
    } catch (error) {
      this.say(
        `Not removed: what is called bench-${this.#run} and BenchNode_${this.#run}. ${messageOf(error)}`,
      );
    }
  }

  async #removeAll(): Promise<void> {
    await using store = await storeOn(this.server);
    for (const repoId of this.#repositories) await store.graph.deleteGraph(repoId);
    await using driver = driverFor(this.server);
    if (this.#label !== undefined) await this.#labelBy(driver).remove();
  }

  #labelBy(driver: Driver): OwnLabel {
    return new OwnLabel(driver, this.server.database, `BenchNode_${this.#run}`);
  }
}

function storeOn({ uri, username, password, database }: Neo4jServer): Promise<GraphStore> {
  return openNeo4jStore({ uri, username, password, database });
}

function driverFor({ uri, username, password }: Neo4jServer): Driver {
  return neo4j.driver(uri, neo4j.auth.basic(username, password));
}
