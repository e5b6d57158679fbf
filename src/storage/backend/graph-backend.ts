import type {
  EdgeReference,
  GraphMetadata,
  SerializableEdge,
  SerializableGraph,
  SerializableNode,
} from '../../graph/index.ts';
import type { FileReplacement, GraphSource } from '../graph-storage.ts';
import type { BackendHealth } from '../health.ts';
import type { ReadOptions, WriteOptions } from '../options.ts';
import type { MaintenanceReport, WriteReport } from '../reports.ts';
import type { AnalysisBackend } from './analysis-backend.ts';
import type { QueryEngine } from './query-engine.ts';
import type { RowSource } from './row-source.ts';

/** A write's outcome as a backend gives it: the front door knows the rest of the report. */
export type WriteOutcome = Pick<WriteReport, 'nodes' | 'edges' | 'dangling'>;
/** What maintenance did, as a backend gives it: the front door adds the time. */
export type MaintenanceOutcome = Omit<MaintenanceReport, 'seconds'>;

/**
 * What a backend implements. The front door has done the rest: inputs are checked,
 * copied, free of duplicates and the backend's to keep; the store is open; the signal was
 * not yet aborted; errors are located and wrapped afterwards.
 */
export interface GraphBackend {
  readonly name: string;
  /**
   * Takes a graph in memory that nothing has checked or copied yet, and gives rows that are. What is to be
   * known of the graph must be learnt before this returns, for then it is its giver's again.
   * @returns undefined where it is to be checked and copied as any other
   */
  takeGraph?(graph: SerializableGraph): RowSource | undefined;
  storeGraph(source: RowSource, options: WriteOptions): Promise<WriteOutcome>;
  loadGraph(repoId: string, options: ReadOptions): Promise<SerializableGraph | undefined>;
  streamGraph(repoId: string, options: ReadOptions): Promise<GraphSource | undefined>;
  updateNodes(
    repoId: string,
    nodes: readonly SerializableNode[],
    options: WriteOptions,
  ): Promise<WriteOutcome>;
  updateEdges(
    repoId: string,
    edges: readonly SerializableEdge[],
    options: WriteOptions,
  ): Promise<WriteOutcome>;
  deleteNodes(repoId: string, ids: readonly string[], options: WriteOptions): Promise<WriteOutcome>;
  deleteEdges(repoId: string, edges: readonly EdgeReference[], options: WriteOptions): Promise<WriteOutcome>;
  replaceFiles(repoId: string, replacement: FileReplacement, options: WriteOptions): Promise<WriteOutcome>;
  getGraphMetadata(repoId: string, options: ReadOptions): Promise<GraphMetadata | undefined>;
  /** As cheap as `graphExists`: cached queries ask for it at every question. */
  getGraphRevision(repoId: string, options: ReadOptions): Promise<string | undefined>;
  updateGraphMetadata(repoId: string, metadata: GraphMetadata, options: WriteOptions): Promise<void>;
  /** In any order. */
  listRepositories(options: ReadOptions): Promise<string[]>;
  deleteGraph(repoId: string, options: WriteOptions): Promise<WriteOutcome>;
  graphExists(repoId: string, options: ReadOptions): Promise<boolean>;
  /** Deals with what crashed writers left; a writer that lives is not disturbed. */
  maintenance(options: WriteOptions): Promise<MaintenanceOutcome>;
  /** Asks whatever holds the graphs, once. What it throws says why that cannot be reached. */
  health(options: ReadOptions): Promise<BackendHealth>;
  /** Called once, after the last operation. */
  close(): Promise<void>;
  readonly queries: QueryEngine;
  readonly analysis: AnalysisBackend;
}
