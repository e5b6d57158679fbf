import type {
  CallGraph,
  CallGraphQuery,
  CallPath,
  Cycle,
  CyclesQuery,
  DeadCodeQuery,
  DeadCodeReport,
  DependenciesQuery,
  Dependency,
  FindQuery,
  GraphSummary,
  Hotspot,
  HotspotsQuery,
  IfDeletedQuery,
  IfDeletedReport,
  ImpactQuery,
  ImpactReport,
  NodePage,
  PathQuery,
  QueryEngine,
  QueryList,
  ReadOptions,
  RelatedNode,
  WalkQuery,
  WhyAlive,
  WhyAliveQuery,
} from '../../../storage/index.ts';
import { traversalEngine } from '../../../traversal/index.ts';
import type { Connection } from '../connection.ts';
import { type RepositoryState, readConsistently } from '../state.ts';
import { findNodes } from './find-nodes.ts';
import { GenerationReader } from './generation-reader.ts';
import { rowSource } from './row-source.ts';
import { summary } from './summary.ts';
import { walk } from './walk.ts';

/** Answers questions in the database: each in one transaction that saw one state of the repository. */
export class Neo4jQueryEngine implements QueryEngine {
  readonly #connection: Connection;
  readonly #notFound: (repoId: string) => Promise<Error>;
  /** For the questions that are not asked in Cypher, and need no write access. */
  readonly #inProcess: QueryEngine;

  constructor(connection: Connection, notFound: (repoId: string) => Promise<Error>) {
    this.#connection = connection;
    this.#notFound = notFound;
    this.#inProcess = traversalEngine(rowSource(connection));
  }

  findNodes(repoId: string, query: FindQuery): Promise<NodePage> {
    return this.#ask(repoId, query, (reader) => findNodes(reader, query));
  }

  walk(repoId: string, query: WalkQuery): Promise<QueryList<RelatedNode>> {
    if (query.throughOverrides) return this.#inProcess.walk(repoId, query);
    return this.#ask(repoId, query, (reader) => walk(reader, query));
  }

  callGraph(repoId: string, query: CallGraphQuery): Promise<CallGraph> {
    return this.#inProcess.callGraph(repoId, query);
  }

  callPath(repoId: string, query: PathQuery): Promise<CallPath | undefined> {
    return this.#inProcess.callPath(repoId, query);
  }

  impactOf(repoId: string, query: ImpactQuery): Promise<ImpactReport> {
    return this.#inProcess.impactOf(repoId, query);
  }

  deadCode(repoId: string, query: DeadCodeQuery): Promise<DeadCodeReport> {
    return this.#inProcess.deadCode(repoId, query);
  }

  whyAlive(repoId: string, query: WhyAliveQuery): Promise<WhyAlive> {
    return this.#inProcess.whyAlive(repoId, query);
  }

  ifDeleted(repoId: string, query: IfDeletedQuery): Promise<IfDeletedReport> {
    return this.#inProcess.ifDeleted(repoId, query);
  }

  cycles(repoId: string, query: CyclesQuery): Promise<QueryList<Cycle>> {
    return this.#inProcess.cycles(repoId, query);
  }

  dependencies(repoId: string, query: DependenciesQuery): Promise<QueryList<Dependency>> {
    return this.#inProcess.dependencies(repoId, query);
  }

  hotspots(repoId: string, query: HotspotsQuery): Promise<QueryList<Hotspot>> {
    return this.#inProcess.hotspots(repoId, query);
  }

  summary(repoId: string, options: ReadOptions): Promise<GraphSummary> {
    return this.#ask(repoId, options, (reader) => summary(reader, repoId));
  }

  async #ask<Answer>(
    repoId: string,
    options: ReadOptions,
    question: (reader: GenerationReader) => Promise<Answer>,
  ): Promise<Answer> {
    const answer = await readConsistently(
      this.#connection,
      repoId,
      async (tx, { generation }: RepositoryState) => ({
        answer: await question(new GenerationReader(tx, generation)),
      }),
      options,
    );
    if (answer === undefined) throw await this.#notFound(repoId);
    return answer.answer;
  }
}
