import type { SerializableEdge, SerializableNode } from '../graph/index.ts';
import type { GraphSource, JsonValue, ReadOptions } from '../storage/index.ts';

/** Path inside the repository, with `/`, to the SHA-256 of the file's bytes in hexadecimal. */
export type FileHashes = Readonly<Record<string, string>>;

/** What an analyzer is asked. It should look at the signal, and may report its own progress. */
export interface AnalyzerRequest extends ReadOptions {
  readonly repoId: string;
  /** Absolute path of the repository. */
  readonly folder: string;
  /** Every file of the analyzer's concern, as it was when the analysis began. */
  readonly fileHashes: FileHashes;
}

/** What an analyzer is asked that can read changed files alone. */
export interface ChangesRequest extends AnalyzerRequest {
  /** Files that are new or have other bytes than the stored graph knows, in code point order. */
  readonly changed: readonly string[];
  /** Files that the stored graph knows and that are gone, in code point order. */
  readonly removed: readonly string[];
  /** What the analyzer gave as `result` when the stored graph was made. */
  readonly previous: JsonValue;
}

/** The rows of an analysis, in memory or read one after the other. */
export type AnalyzedRows =
  | { readonly nodes: readonly SerializableNode[]; readonly edges: readonly SerializableEdge[] }
  | Pick<GraphSource, 'nodes' | 'edges' | 'readOnce'>;

/** All that an analyzer found. */
export interface Analyzed {
  readonly graph: AnalyzedRows;
  /** What was found beside the graph, kept exactly and given back as long as it is valid. Default: null. */
  readonly result?: JsonValue;
}

/** What an analyzer found in changed files. */
export interface AnalyzedChanges {
  /** What the changed files declare, and further files whose rows differ because of them. */
  readonly nodes: readonly SerializableNode[];
  /** Edges whose source lies in one of the replaced files. */
  readonly edges: readonly SerializableEdge[];
  /** Unchanged files that are given anew as well: their old rows go. */
  readonly alsoReplaced?: readonly string[];
  /** The result for the whole repository, not for the changed files alone. Default: null. */
  readonly result?: JsonValue;
}

/** Makes a graph of a folder of source files. */
export interface Analyzer {
  /** What it is called among others that analyse the same repository. */
  readonly name: string;
  /**
   * Changed whenever the same files may give another graph: what an older version made is not valid any more.
   */
  readonly version: string;
  /** Globs of the files it reads, such as `src/**\/*.ts`; one that begins with `!` takes files out. */
  readonly files: readonly string[];
  /**
   * Whether edges that differ only in their place become one, with `count`
   * and `lines` (`mergeSites`). Default false.
   */
  readonly mergesSites?: boolean;
  analyze(request: AnalyzerRequest): Promise<Analyzed>;
  /**
   * Analyses only what has changed. It must come to the graph that `analyze` would; `undefined` says that it
   * cannot this time, and the whole is analysed. Left out by an analyzer that always reads everything.
   */
  analyzeChanges?(request: ChangesRequest): Promise<AnalyzedChanges | undefined>;
}
