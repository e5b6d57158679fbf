import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { isGraph } from '../../src/conformance/assertions.ts';
import { StorageError } from '../../src/errors/index.ts';
import { canonicalGraph, type SerializableGraph } from '../../src/graph/index.ts';
import type { GraphStore } from '../../src/storage/index.ts';
import { ProjectModel, projects, type Step, steps } from '../support/edit-sequences.ts';

/** How long a store may be out of reach before the soak gives up. */
const PATIENCE_MS = 120_000;

/** What has happened so far. */
export interface SoakCounts {
  writes: number;
  reads: number;
  questions: number;
  /** Failures that may be tried again, by code. */
  readonly retried: Record<string, number>;
  /** Bytes in use after a collection, one after the other. */
  readonly heap: number[];
}

/**
 * Edits, reads and questions of some repositories, all at once, until the time is over or
 * enough was done. Each repository has a model that says what its graph is, and what it
 * was at any time before: a reader may see nothing else.
 */
export class Soak {
  readonly counts: SoakCounts = { writes: 0, reads: 0, questions: 0, retried: {}, heap: [] };
  readonly #store: GraphStore;
  readonly #asked: GraphStore;
  readonly #repositories: SoakedRepository[];
  readonly #ends: number;
  readonly #mostWrites: number;

  /** @param asked the same store, perhaps with its answers cached */
  constructor(
    store: GraphStore,
    asked: GraphStore,
    { repositories, milliseconds, writes }: { repositories: number; milliseconds: number; writes: number },
  ) {
    this.#store = store;
    this.#asked = asked;
    this.#repositories = fc
      .sample(projects, repositories)
      .map((project, index) => new SoakedRepository(project(`soak ${index}`)));
    this.#ends = Date.now() + milliseconds;
    this.#mostWrites = writes;
  }

  async run(): Promise<void> {
    for (const { graph } of this.#repositories) await this.#store.graph.storeGraph(graph);
    const end = this.#sampleHeap();
    await Promise.all(
      this.#repositories.flatMap((repository) => [
        this.#untilTheEnd(() => this.#write(repository)),
        this.#untilTheEnd(() => this.#read(repository)),
        this.#untilTheEnd(() => this.#ask(repository)),
      ]),
    );
    await end;
  }

  get graphs(): SerializableGraph[] {
    return this.#repositories.map(({ graph }) => graph);
  }

  get #isOver(): boolean {
    return Date.now() >= this.#ends || this.counts.writes >= this.#mostWrites;
  }

  async #untilTheEnd(work: () => Promise<void>): Promise<void> {
    while (!this.#isOver) await work();
  }

  async #write(repository: SoakedRepository): Promise<void> {
    const [step] = fc.sample(steps, 1)[0] ?? [];
    if (step === undefined) return;
    const done = await this.#retryable(() => repository.edit(step, this.#store));
    this.counts.writes++;
    if (!done) await repository.settle(await this.#loaded(repository));
  }

  async #read(repository: SoakedRepository): Promise<void> {
    await this.#retryable(async () => {
      const { repoId } = repository;
      if (!repository.hasBeen(await this.#store.graph.loadGraph(repoId)))
        throw new Error(`${repoId} was read as it never was.`);
    });
    this.counts.reads++;
    await sleep(5);
  }

  async #ask({ repoId }: SoakedRepository): Promise<void> {
    const { queries } = this.#asked;
    const questions = [
      () => queries.summary(repoId),
      () => queries.deadCode(repoId, { entryPoints: 'library' }),
      () => queries.cycles(repoId),
      () => queries.hotspots(repoId),
      () => queries.findNodes(repoId, { kind: 'Method' }),
    ];
    for (const question of questions) await this.#retryable(question);
    this.counts.questions += questions.length;
    await sleep(5);
  }

  /** What a write that was cut off has left: maintenance completes it, as another write would. */
  async #loaded({ repoId }: SoakedRepository): Promise<SerializableGraph | undefined> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(100)) {
      if (!(await this.#retryable(() => this.#store.maintenance()))) continue;
      let loaded: { graph: SerializableGraph | undefined } | undefined;
      await this.#retryable(async () => {
        loaded = { graph: await this.#store.graph.loadGraph(repoId) };
      });
      if (loaded !== undefined) return loaded.graph;
    }
    throw new Error(`${repoId} could not be read for ${PATIENCE_MS / 1_000} seconds.`);
  }

  /** @returns whether it succeeded; only what may be tried again may fail */
  async #retryable(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof StorageError && error.retryable)) throw error;
      this.counts.retried[error.code] = (this.counts.retried[error.code] ?? 0) + 1;
      await sleep(50);
      return false;
    }
  }

  async #sampleHeap(): Promise<void> {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const every = Math.max(1_000, (this.#ends - Date.now()) / 40);
    while (!this.#isOver) {
      await sleep(every);
      collect();
      this.counts.heap.push(process.memoryUsage().heapUsed);
    }
  }
}

class SoakedRepository {
  readonly repoId: string;
  #model: ProjectModel;
  /** The state that an unfinished edit leads to. */
  #next: ProjectModel | undefined;
  readonly #states = new Set<string>();

  constructor(graph: SerializableGraph) {
    this.repoId = graph.repoId;
    this.#model = new ProjectModel(graph);
    this.#states.add(stateOf(this.graph));
  }

  get graph(): SerializableGraph {
    return this.#model.graph();
  }

  hasBeen(graph: SerializableGraph | undefined): boolean {
    return graph !== undefined && this.#states.has(stateOf(graph));
  }

  async edit(step: Step, store: GraphStore): Promise<void> {
    const next = new ProjectModel(this.graph);
    this.#next = next;
    const written = next.take(step, store.graph);
    // The model is there before the first answer, so a reader may already find what it says.
    this.#states.add(stateOf(next.graph()));
    await written;
    this.#model = next;
  }

  /** After a write whose outcome nobody heard of: it happened, or it did not. */
  async settle(found: SerializableGraph | undefined): Promise<void> {
    const [before, after] = [this.graph, this.#next?.graph()];
    if (found !== undefined && after !== undefined && isGraph(found, after))
      this.#model = new ProjectModel(after);
    else if (found === undefined || !isGraph(found, before))
      throw new Error(`${this.repoId} is neither as it was before a write nor as after it.`);
  }
}

function stateOf(graph: SerializableGraph): string {
  return createHash('sha256')
    .update(JSON.stringify(canonicalGraph(graph)))
    .digest('base64');
}
