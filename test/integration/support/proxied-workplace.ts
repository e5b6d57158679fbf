import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from 'vitest';
import { openNeo4jStore } from '../../../src/backends/neo4j/index.ts';
import { sameGraph } from '../../../src/conformance/assertions.ts';
import type { SerializableGraph } from '../../../src/graph/index.ts';
import type { GraphStore } from '../../../src/storage/index.ts';
import { BoltProxy } from '../../proxy/bolt-proxy.ts';
import { type Workplace, workplace } from './database.ts';
import { type GenerationRows, generationRows } from './generation-rows.ts';
import { leftovers, NO_LEFTOVERS, nextGeneration, sweepLeftBehind } from './leftovers.ts';
import { countsOf, type Outcome, outcomeOf } from './outcome.ts';
import type { Write } from './writes.ts';

export interface Expected extends Outcome {
  /** What lies in the database where the resulting graph was simply stored. */
  readonly rows: GenerationRows | undefined;
}

/**
 * A place for writes that are disturbed: through its proxy go those and nothing else. At its end it sees
 * that, once swept, nothing is left that no reader can reach.
 */
export class ProxiedWorkplace {
  readonly work: Workplace = workplace();
  readonly #repositories: string[] = [];
  readonly #expected = new Map<Write, Promise<Expected>>();
  #direct: GraphStore | undefined;
  #proxy: BoltProxy | undefined;

  /** Use {@link proxiedWorkplace}. */
  constructor() {
    let first = 0;
    beforeAll(async () => {
      this.#direct = await this.work.open({ graceSeconds: 0 });
      first = await nextGeneration(this.work.database);
    });
    beforeEach(async () => {
      this.#proxy = await BoltProxy.start(inject('neo4j').uri);
    });
    afterEach(() => this.#proxy?.close());
    afterAll(async () => {
      const { database } = this.work;
      await sweepLeftBehind(database, this.direct, this.#repositories);
      expect(await leftovers(database, this.#repositories, first)).toEqual(NO_LEFTOVERS);
    });
  }

  get proxy(): BoltProxy {
    return this.#proxy ?? missing();
  }

  /** A store whose connection nobody disturbs. */
  get direct(): GraphStore {
    return this.#direct ?? missing();
  }

  /** A store that is reached through the proxy. */
  open(options: Write['options'] = {}): Promise<GraphStore> {
    const { username, password, database } = inject('neo4j');
    return openNeo4jStore({ username, password, database, graceSeconds: 0, ...options, uri: this.proxy.uri });
  }

  repo(): string {
    const repoId = this.work.repo();
    this.#repositories.push(repoId);
    return repoId;
  }

  /** A repository as it is before the write. */
  async before(write: Write): Promise<string> {
    const repoId = this.repo();
    if (write.before !== undefined) await this.direct.graph.storeGraph(write.before(repoId));
    return repoId;
  }

  /** Found out once for each write. */
  expected(write: Write): Promise<Expected> {
    const known = this.#expected.get(write) ?? this.#whatComesOf(write);
    this.#expected.set(write, known);
    return known;
  }

  async #whatComesOf(write: Write): Promise<Expected> {
    const repoId = this.repo();
    const outcome = await outcomeOf(write, repoId);
    if (outcome.graph === undefined) return { ...outcome, rows: undefined };
    await this.direct.graph.storeGraph(outcome.graph);
    return { ...outcome, rows: await this.#rows(repoId) };
  }

  /** Makes the write, and checks what it reports, what can be read, and what lies in the database. */
  async makes(write: Write, store: GraphStore, { report, graph, rows }: Expected): Promise<void> {
    const repoId = await this.before(write);
    const actual = await write.run(store.graph, repoId);
    await this.holds(repoId, graph);
    if (rows !== undefined) expect(await this.#rows(repoId)).toEqual(rows);
    expect(countsOf(actual)).toEqual(countsOf(report));
  }

  /** @param graph what the repository must hold, of whatever repository it is; undefined for none */
  async holds(repoId: string, graph: SerializableGraph | undefined): Promise<void> {
    const loaded = await this.direct.graph.loadGraph(repoId);
    if (graph === undefined) expect(loaded).toBeUndefined();
    else sameGraph(loaded, { ...graph, repoId, metadata: { ...graph.metadata, repoId } });
  }

  async #rows(repoId: string): Promise<GenerationRows> {
    return generationRows(this.work.database, await this.work.generation(repoId));
  }
}

/** To be called once in a test file, outside its tests. */
export function proxiedWorkplace(): ProxiedWorkplace {
  return new ProxiedWorkplace();
}

function missing(): never {
  throw new Error('Only inside a test.');
}
