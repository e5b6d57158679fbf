import { randomBytes } from 'node:crypto';
import type { AnalysisStorage, GraphQueries, GraphStorage, GraphStore } from '../storage/index.ts';
import type { SpecName, Target } from './target.ts';

/** What one test works with. Repositories it named and stores it opened are gone when it ends. */
export interface Trial {
  readonly target: Target;
  readonly store: GraphStore;
  readonly graph: GraphStorage;
  readonly queries: GraphQueries;
  readonly analysis: AnalysisStorage;
  /** A repository id that nobody else uses, with the given text at its end. */
  repo(suffix?: string): string;
  /**
   * Takes a repository id as it is. Fails if it is stored already, for then it is not the suite's to delete.
   */
  claim(repoId: string): Promise<string>;
  /** Another store, from the target's `open`. */
  open(): Promise<GraphStore>;
  /** Closes, at the test's end, a store that the test opened by itself. */
  closing(store: GraphStore): GraphStore;
}

/** One test, given its store. */
export type TrialBody = (trial: Trial) => Promise<void>;

/** Registers one test; its title is a promise to users. */
export type Test = (title: string, body: TrialBody) => void;

/** The tests of one subject. */
export interface Spec {
  readonly name: SpecName;
  define(test: Test, target: Target): void;
}

/** Runs trials over one target, on one store for all or on one for each. */
export class Trials {
  readonly #target: Target;
  readonly #sharing: boolean;
  readonly #prefix = `conformance-${randomBytes(4).toString('hex')}-`;
  #shared: Promise<GraphStore> | undefined;
  #count = 0;

  constructor(target: Target, sharing: boolean) {
    this.#target = target;
    this.#sharing = sharing;
  }

  async run(body: TrialBody): Promise<void> {
    const store = await this.#open();
    const repositories: string[] = [];
    const stores: GraphStore[] = this.#sharing ? [] : [store];
    const closing = (opened: GraphStore): GraphStore => {
      stores.push(opened);
      return opened;
    };
    const clean = async (): Promise<void> => {
      for (const repoId of repositories) {
        await store.graph.deleteGraph(repoId);
        await store.analysis.deleteAnalysesOf(repoId);
      }
      for (const opened of stores) await opened.close();
    };
    try {
      await body({
        target: this.#target,
        store,
        graph: store.graph,
        queries: store.queries,
        analysis: store.analysis,
        repo: (suffix = '') => {
          const repoId = `${this.#prefix}${this.#count++}${suffix}`;
          repositories.push(repoId);
          return repoId;
        },
        claim: async (repoId) => {
          const hasAnalyses = (await store.analysis.findAnalysis(repoId, { limit: 1 })).length > 0;
          if (hasAnalyses || (await store.graph.graphExists(repoId))) {
            throw new Error(
              `The store holds a repository ${JSON.stringify(repoId)} already; use another store.`,
            );
          }
          repositories.push(repoId);
          return repoId;
        },
        open: async () => closing(await this.#target.open()),
        closing,
      });
    } catch (error) {
      // The test's own failure is the news; a store that is broken may well fail to clean up too.
      await clean().catch(() => undefined);
      throw error;
    }
    await clean();
  }

  async close(): Promise<void> {
    await (await this.#shared)?.close();
  }

  #open(): Promise<GraphStore> {
    if (!this.#sharing) return this.#target.open();
    this.#shared ??= this.#target.open();
    return this.#shared;
  }
}
