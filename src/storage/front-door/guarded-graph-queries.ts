import { StorageError } from '../../errors/index.ts';
import type { GraphBackend } from '../backend/graph-backend.ts';
import type { QueryEngine } from '../backend/query-engine.ts';
import type {
  CallOptions,
  LimitOptions,
  NodeSelector,
  QueryList,
  QueryOptions,
  RelatedNode,
} from '../queries/answers.ts';
import type { CypherRows } from '../queries/cypher-rows.ts';
import type {
  FindOptions,
  GraphQueries,
  GraphSummary,
  NodeFilter,
  NodePage,
} from '../queries/graph-queries.ts';
import type {
  DeadCodeOptions,
  DeadCodeReport,
  IfDeletedOptions,
  IfDeletedReport,
  WhyAlive,
  WhyAliveOptions,
} from '../queries/liveness.ts';
import type {
  Cycle,
  CyclesOptions,
  DependenciesOptions,
  Dependency,
  Hotspot,
  HotspotsOptions,
} from '../queries/structure.ts';
import type {
  CallGraph,
  CallGraphOptions,
  CallPath,
  ImpactOptions,
  ImpactReport,
  ImpactTarget,
  PathOptions,
} from '../queries/walks.ts';
import { CallGuard } from './call-guard.ts';
import { cypherQuery } from './cypher-options.ts';
import type { Lifetime } from './lifetime.ts';
import { deadCodeQuery, ifDeletedQuery, whyAliveQuery } from './liveness-options.ts';
import { checkOptions, timeoutOf } from './option-checks.ts';
import { findQuery, walkQuery } from './query-options.ts';
import { cyclesQuery, dependenciesQuery, hotspotsQuery } from './structure-options.ts';
import { withinTime } from './time-limit.ts';
import { callGraphQuery, impactQuery, pathQuery } from './walk-options.ts';

/**
 * The front door of every backend's queries: checks options, fills defaults, honours signals, locates errors.
 */
export class GuardedGraphQueries implements GraphQueries {
  readonly #backend: GraphBackend;
  readonly #guard: CallGuard;

  constructor(backend: GraphBackend, lifetime: Lifetime) {
    this.#backend = backend;
    this.#guard = new CallGuard(backend.name, lifetime);
  }

  async findNodes(repoId: string, filter: NodeFilter, options: FindOptions = {}): Promise<NodePage> {
    return this.#ask('findNodes', repoId, options, (queries, running) =>
      queries.findNodes(repoId, findQuery(filter, running)),
    );
  }

  async callers(
    repoId: string,
    node: NodeSelector,
    options: CallOptions = {},
  ): Promise<QueryList<RelatedNode>> {
    return this.#ask('callers', repoId, options, (queries, running) =>
      queries.walk(repoId, walkQuery('callers', node, running)),
    );
  }

  async callees(
    repoId: string,
    node: NodeSelector,
    options: CallOptions = {},
  ): Promise<QueryList<RelatedNode>> {
    return this.#ask('callees', repoId, options, (queries, running) =>
      queries.walk(repoId, walkQuery('callees', node, running)),
    );
  }

  async callGraph(
    repoId: string,
    roots: NodeSelector | readonly NodeSelector[],
    options: CallGraphOptions = {},
  ): Promise<CallGraph> {
    return this.#ask('callGraph', repoId, options, (queries, running) =>
      queries.callGraph(repoId, callGraphQuery(roots, running)),
    );
  }

  async callPath(
    repoId: string,
    from: NodeSelector,
    to: NodeSelector,
    options: PathOptions = {},
  ): Promise<CallPath | undefined> {
    return this.#ask('callPath', repoId, options, (queries, running) =>
      queries.callPath(repoId, pathQuery(from, to, running)),
    );
  }

  async impactOf(repoId: string, target: ImpactTarget, options: ImpactOptions = {}): Promise<ImpactReport> {
    return this.#ask('impactOf', repoId, options, (queries, running) =>
      queries.impactOf(repoId, impactQuery(target, running)),
    );
  }

  async deadCode(repoId: string, options: DeadCodeOptions = {}): Promise<DeadCodeReport> {
    return this.#ask('deadCode', repoId, options, async (queries, running) => {
      const query = deadCodeQuery(running);
      if (query.mark && queries.unmark === undefined) throw nothingToMark();
      return queries.deadCode(repoId, query);
    });
  }

  async unmark(repoId: string, options: QueryOptions = {}): Promise<number> {
    return this.#ask('unmark', repoId, options, async (queries, running) => {
      checkOptions(running, []);
      if (queries.unmark === undefined) throw nothingToMark();
      return queries.unmark(repoId, running);
    });
  }

  async whyAlive(repoId: string, node: NodeSelector, options: WhyAliveOptions = {}): Promise<WhyAlive> {
    return this.#ask('whyAlive', repoId, options, (queries, running) =>
      queries.whyAlive(repoId, whyAliveQuery(node, running)),
    );
  }

  async ifDeleted(
    repoId: string,
    nodes: NodeSelector | readonly NodeSelector[],
    options: IfDeletedOptions = {},
  ): Promise<IfDeletedReport> {
    return this.#ask('ifDeleted', repoId, options, (queries, running) =>
      queries.ifDeleted(repoId, ifDeletedQuery(nodes, running)),
    );
  }

  async cycles(repoId: string, options: CyclesOptions = {}): Promise<QueryList<Cycle>> {
    return this.#ask('cycles', repoId, options, (queries, running) =>
      queries.cycles(repoId, cyclesQuery(running)),
    );
  }

  async dependencies(repoId: string, options: DependenciesOptions = {}): Promise<QueryList<Dependency>> {
    return this.#ask('dependencies', repoId, options, (queries, running) =>
      queries.dependencies(repoId, dependenciesQuery(running)),
    );
  }

  async hotspots(repoId: string, options: HotspotsOptions = {}): Promise<QueryList<Hotspot>> {
    return this.#ask('hotspots', repoId, options, (queries, running) =>
      queries.hotspots(repoId, hotspotsQuery(running)),
    );
  }

  async summary(repoId: string, options: QueryOptions = {}): Promise<GraphSummary> {
    return this.#ask('summary', repoId, options, (queries, running) => {
      checkOptions(running, []);
      return queries.summary(repoId, running);
    });
  }

  async query(
    cypher: string,
    parameters: Readonly<Record<string, unknown>> = {},
    options: LimitOptions = {},
  ): Promise<CypherRows> {
    const ask = async (queries: QueryEngine, running: LimitOptions): Promise<CypherRows> => {
      const query = cypherQuery(cypher, parameters, running);
      if (queries.query !== undefined) return queries.query(query);
      throw new StorageError(
        'UNSUPPORTED',
        'This store has no query language of its own. Ask by the other queries, or store the graph in one Neo4j database.',
      );
    };
    return this.#guard.run({ operation: 'query' }, options, () => this.#inTime(options, ask));
  }

  #ask<Options extends QueryOptions, Answer>(
    operation: string,
    repoId: string,
    options: Options,
    work: (queries: QueryEngine, options: Options) => Promise<Answer>,
  ): Promise<Answer> {
    return this.#guard.about(operation, repoId, options, () => this.#inTime(options, work));
  }

  #inTime<Options extends QueryOptions, Answer>(
    options: Options,
    work: (queries: QueryEngine, options: Options) => Promise<Answer>,
  ): Promise<Answer> {
    return withinTime(timeoutOf(options), options, async (running) => work(this.#backend.queries, running));
  }
}

function nothingToMark(): StorageError {
  return new StorageError(
    'UNSUPPORTED',
    'Marks are for people who look at a graph in Neo4j Browser. Leave mark out, or store the graph in Neo4j.',
  );
}
