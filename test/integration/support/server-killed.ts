import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { type Neo4jOptions, openNeo4jStore } from '../../../src/backends/neo4j/index.ts';
import { isGraph, sameGraph } from '../../../src/conformance/assertions.ts';
import type { SerializableGraph } from '../../../src/graph/index.ts';
import type { GraphStore } from '../../../src/storage/index.ts';
import { BoltProxy } from '../../proxy/bolt-proxy.ts';
import type { How, Interruption } from '../../proxy/interruption.ts';
import type { LocalServer } from '../../server/index.ts';
import { Database, type Login } from './database.ts';
import { leftovers, NO_LEFTOVERS } from './leftovers.ts';
import { outcomeOf } from './outcome.ts';
import { WRITES, type Write } from './writes.ts';

/** How long a write is waited for that another one, which is held, keeps from its own place. */
const PATIENCE_MS = 3_000;
const HASTE = { retrySeconds: 0.3, connectSeconds: 1 };

/** A write that is held at one of its commits. */
interface HeldWrite {
  readonly write: Write;
  readonly repoId: string;
  readonly proxy: BoltProxy;
  readonly interruption: Interruption;
  readonly ended: Promise<unknown>;
}

/**
 * Many writes of every sort, each in a repository of its own and held at one of its commits, when the server
 * is killed: one start of a server puts all of them to the test.
 */
export class KilledServer {
  readonly #server: LocalServer;
  readonly #writes: HeldWrite[] = [];

  constructor(server: LocalServer) {
    this.#server = server;
  }

  /** @param most of the commits of each write */
  async holdWrites(how: How, most: number): Promise<void> {
    for (const write of WRITES) {
      for (const number of spread(await this.#commitsOf(write), most)) await this.#hold(write, how, number);
    }
    const held = this.#writes.filter(({ interruption }) => interruption.happened);
    expect(held.length).toBeGreaterThan(this.#writes.length / 2);
  }

  /** Lets all go on at the same time. */
  async release(): Promise<void> {
    for (const { interruption } of this.#writes) interruption.release();
    await sleep(3);
  }

  async killAndStart(): Promise<void> {
    await this.#server.kill();
    for (const { proxy, ended } of this.#writes) {
      await proxy.close();
      await ended;
    }
    await this.#server.start();
  }

  /**
   * What was there before each write is there, or what it was to leave;
   * the next write succeeds; nothing else is left.
   */
  async isWhole(): Promise<void> {
    const [store, sweeper] = [await this.#open(), await this.#open({ graceSeconds: 0, abandonedSeconds: 0 })];
    await sweeper.maintenance();
    const states = new Set<string>();
    for (const { write, repoId } of this.#writes) {
      const { graph: after } = await outcomeOf(write, repoId);
      const loaded = await store.graph.loadGraph(repoId);
      const isOld = equal(loaded, write.before?.(repoId));
      if (!isOld && !equal(loaded, after))
        throw new Error(`${write.title}: neither the old graph nor the new.`);
      states.add(isOld ? 'old' : 'new');
      await write.run(store.graph, repoId);
      const next = await store.graph.loadGraph(repoId);
      if (after === undefined) expect(next).toBeUndefined();
      else sameGraph(next, after);
    }
    // Else the server was killed too early or too late.
    expect([...states].sort()).toEqual(['new', 'old']);
    await sweeper.maintenance();
    const database = new Database(this.#login);
    const repoIds = this.#writes.map(({ repoId }) => repoId);
    expect(await leftovers(database, repoIds, 0)).toEqual(NO_LEFTOVERS);
    for (const repoId of repoIds) await store.graph.deleteGraph(repoId);
    await Promise.all([store.close(), sweeper.close(), database.close()]);
    this.#writes.length = 0;
  }

  async #hold(write: Write, how: How, number: number): Promise<void> {
    const repoId = await this.#before(write);
    const proxy = await BoltProxy.start(this.#server.uri);
    const store = await this.#open({ ...write.options, ...HASTE, uri: proxy.uri });
    const interruption = proxy.interrupt({ request: 'COMMIT', number, how });
    const ended = write
      .run(store.graph, repoId)
      .catch((error: unknown) => expect(error).toMatchObject({ code: 'UNAVAILABLE', retryable: true }))
      .finally(() => store.close());
    this.#writes.push({ write, repoId, proxy, interruption, ended });
    await Promise.race([interruption.reached, ended, sleep(PATIENCE_MS)]);
  }

  async #commitsOf(write: Write): Promise<number> {
    const repoId = await this.#before(write);
    await using proxy = await BoltProxy.start(this.#server.uri);
    await using store = await this.#open({ ...write.options, uri: proxy.uri });
    const before = proxy.count('COMMIT');
    await write.run(store.graph, repoId);
    const commits = proxy.count('COMMIT') - before;
    await store.graph.deleteGraph(repoId);
    return commits;
  }

  async #before(write: Write): Promise<string> {
    const repoId = `${write.title} ${this.#writes.length}`;
    if (write.before === undefined) return repoId;
    await using store = await this.#open();
    await store.graph.storeGraph(write.before(repoId));
    return repoId;
  }

  get #login(): Login {
    const { uri, username, password } = this.#server;
    return { uri, username, password };
  }

  #open(options: Partial<Neo4jOptions> = {}): Promise<GraphStore> {
    return openNeo4jStore({ ...this.#login, ...options });
  }
}

function equal(a: SerializableGraph | undefined, b: SerializableGraph | undefined): boolean {
  return a === undefined || b === undefined ? a === b : isGraph(a, b);
}

/** Numbers from 1 to `last`: all, or some at even distances, the ends among them. */
function spread(last: number, most: number): number[] {
  const all = Array.from({ length: last }, (_, index) => index + 1);
  if (last <= most) return all;
  const chosen = Array.from({ length: most }, (_, index) => Math.round((index * (last - 1)) / (most - 1)));
  return chosen.map((index) => all[index] ?? last);
}
