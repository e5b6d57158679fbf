import { asStorageError, throwIfAborted } from '../errors/index.ts';
import { validateRepoId } from '../graph/index.ts';
import type { DeadCodeOptions, DeadCodeReport } from './dead-code.ts';
import type { GraphBackend } from './graph-backend.ts';
import type { Lifetime } from './lifetime.ts';
import type { ReadOptions } from './options.ts';
import type {
  CallOptions,
  FindOptions,
  GraphQueries,
  GraphSummary,
  NodeFilter,
  NodePage,
  NodeSelector,
  QueryList,
  RelatedNode,
} from './queries.ts';
import { deadCodeQuery, findQuery, walkQuery } from './query-options.ts';

/** The front door of every backend's queries: checks options, fills defaults, honours signals, locates errors. */
export class GuardedGraphQueries implements GraphQueries {
  readonly #backend: GraphBackend;
  readonly #lifetime: Lifetime;

  constructor(backend: GraphBackend, lifetime: Lifetime) {
    this.#backend = backend;
    this.#lifetime = lifetime;
  }

  async findNodes(repoId: string, filter: NodeFilter, options: FindOptions = {}): Promise<NodePage> {
    return this.#ask('findNodes', repoId, options, () =>
      this.#backend.queries.findNodes(repoId, findQuery(filter, options)),
    );
  }

  async callers(
    repoId: string,
    node: NodeSelector,
    options: CallOptions = {},
  ): Promise<QueryList<RelatedNode>> {
    return this.#ask('callers', repoId, options, () =>
      this.#backend.queries.walk(repoId, walkQuery('callers', node, options)),
    );
  }

  async callees(
    repoId: string,
    node: NodeSelector,
    options: CallOptions = {},
  ): Promise<QueryList<RelatedNode>> {
    return this.#ask('callees', repoId, options, () =>
      this.#backend.queries.walk(repoId, walkQuery('callees', node, options)),
    );
  }

  async deadCode(repoId: string, options: DeadCodeOptions = {}): Promise<DeadCodeReport> {
    return this.#ask('deadCode', repoId, options, () =>
      this.#backend.queries.deadCode(repoId, deadCodeQuery(options)),
    );
  }

  async summary(repoId: string, options: ReadOptions = {}): Promise<GraphSummary> {
    return this.#ask('summary', repoId, options, () => this.#backend.queries.summary(repoId, options));
  }

  async #ask<Answer>(
    operation: string,
    repoId: string,
    options: ReadOptions,
    work: () => Promise<Answer>,
  ): Promise<Answer> {
    try {
      return await this.#lifetime.during(async () => {
        throwIfAborted(options.signal);
        validateRepoId(repoId);
        return work();
      });
    } catch (error) {
      throw asStorageError(error).at({ operation, backend: this.#backend.name, repoId });
    }
  }
}
