import { quote, StorageError, throwIfAborted } from '../errors/index.ts';
import { withMergedSites } from '../formats/merged-sites.ts';
import {
  compareCodePoints,
  GRAPH_SCHEMA,
  type GraphMetadata,
  mergeSites,
  recordOf,
  timestampNow,
} from '../graph/index.ts';
import type {
  AnalysisResult,
  AnalysisStorage,
  GraphSource,
  GraphStorage,
  JsonValue,
  WriteReport,
} from '../storage/index.ts';
import type { AnalyzedChanges, AnalyzedRows, Analyzer, AnalyzerRequest } from './analyzer.ts';
import { type FileChanges, fileChanges, isUnchanged } from './file-changes.ts';
import { gitState } from './git-state.ts';
import { repositoryId } from './repository-id.ts';
import { analysisId, analysisOf, REPOSITORY_ANALYSIS, validAnalysis } from './stored-analysis.ts';

/** Where graph and result are kept; a store or a storage manager is one. */
export interface AnalysisTarget {
  readonly graph: GraphStorage;
  readonly analysis: AnalysisStorage;
}

/** What one run over a repository came to. */
export interface RepositoryAnalysis {
  readonly repoId: string;
  /**
   * `stored`: nothing had to be done; `changes`: only what differed was analysed; `whole`: everything was.
   */
  readonly outcome: 'stored' | 'changes' | 'whole';
  /** How the folder differed from what was stored. */
  readonly files: FileChanges;
  readonly analysis: AnalysisResult;
  /** What was written to the graph; absent where nothing had to be done. */
  readonly report?: WriteReport;
}

/** Who analyses what, and for whom. */
export interface AnalysisRun {
  readonly target: AnalysisTarget;
  readonly analyzer: Analyzer;
  readonly request: AnalyzerRequest;
}

/** @param force analyse the whole in any case */
export async function bringUpToDate(run: AnalysisRun, force: boolean): Promise<RepositoryAnalysis> {
  const { target, analyzer, request } = run;
  const { repoId, fileHashes } = request;
  const metadata = await target.graph.getGraphMetadata(repoId, request);
  const stored = await target.analysis.loadAnalysis(repoId, analysisId(analyzer), request);
  const files = fileChanges(metadata?.fileHashes ?? {}, fileHashes);
  const valid = metadata && validAnalysis(stored, analyzer, metadata.fileHashes);
  if (valid !== undefined && stored !== undefined && !force) {
    if (isUnchanged(files)) return { repoId, outcome: 'stored', files, analysis: stored };
    const changes = await analyzeChanges(run, files, valid.result);
    if (changes !== undefined) return storeChanges(run, files, changes);
  }
  return analyzeWhole(run, files, metadata);
}

async function analyzeWhole(
  run: AnalysisRun,
  files: FileChanges,
  before: GraphMetadata | undefined,
): Promise<RepositoryAnalysis> {
  const { target, analyzer, request } = run;
  const { graph, result } = await ask(run, () => analyzer.analyze(request));
  const report = await target.graph.storeGraph(
    sourceOf(analyzer, graph, nextMetadata(request, before)),
    request,
  );
  return {
    repoId: request.repoId,
    outcome: 'whole',
    files,
    report,
    analysis: await storeResult(run, result),
  };
}

async function analyzeChanges(
  run: AnalysisRun,
  { added, changed, removed }: FileChanges,
  previous: JsonValue,
): Promise<AnalyzedChanges | undefined> {
  const { analyzer, request } = run;
  if (analyzer.analyzeChanges === undefined) return undefined;
  const toRead = [...added, ...changed].sort(compareCodePoints);
  return ask(run, async () => analyzer.analyzeChanges?.({ ...request, changed: toRead, removed, previous }));
}

async function storeChanges(
  run: AnalysisRun,
  files: FileChanges,
  { nodes, edges: given, alsoReplaced = [], result }: AnalyzedChanges,
): Promise<RepositoryAnalysis> {
  const { repoId, fileHashes } = run.request;
  const replaced = [...files.added, ...files.changed, ...files.removed, ...alsoReplaced];
  const isReplaced = new Set(replaced);
  const hashes = recordOf(Object.entries(fileHashes).filter(([file]) => isReplaced.has(file)));
  const edges = run.analyzer.mergesSites === true ? mergeSites(given) : given;
  const replacement = { files: replaced, nodes, edges, fileHashes: hashes };
  const report = await run.target.graph.replaceFiles(repoId, replacement, run.request);
  return { repoId, outcome: 'changes', files, report, analysis: await storeResult(run, result) };
}

async function storeResult(run: AnalysisRun, result: JsonValue = null): Promise<AnalysisResult> {
  const { target, analyzer, request } = run;
  const git = await gitState(request.folder, request.fileHashes);
  const analysis: AnalysisResult = {
    id: analysisId(analyzer),
    repoId: request.repoId,
    analysisType: REPOSITORY_ANALYSIS,
    timestamp: timestampNow(),
    data: {
      ...analysisOf(analyzer, request.fileHashes, result, {
        folder: repositoryId(request.folder),
        ...(git && { git }),
      }),
    } as unknown as JsonValue,
    metadata: { analyzer: analyzer.name, version: analyzer.version },
  };
  await target.analysis.storeAnalysis(analysis, request);
  return analysis;
}

function nextMetadata(
  { repoId, fileHashes }: AnalyzerRequest,
  before: GraphMetadata | undefined,
): GraphMetadata {
  return {
    repoId,
    fileHashes,
    lastUpdated: timestampNow(),
    version: (before?.version ?? 0) + 1,
    totalNodes: 0,
    totalEdges: 0,
    schemaVersion: GRAPH_SCHEMA,
  };
}

function sourceOf(
  { mergesSites = false }: Analyzer,
  rows: AnalyzedRows,
  metadata: GraphMetadata,
): Parameters<GraphStorage['storeGraph']>[0] {
  if ('readOnce' in rows || typeof rows.nodes === 'function') {
    const source = { ...rows, metadata } as GraphSource;
    return mergesSites ? withMergedSites(source) : source;
  }
  const { nodes, edges } = rows as Extract<AnalyzedRows, { nodes: readonly unknown[] }>;
  return { repoId: metadata.repoId, nodes, edges: mergesSites ? mergeSites(edges) : edges, metadata };
}

/** Calls the analyzer, and marks its failures as its own, so that they differ from those of the store. */
async function ask<Answer>(
  { analyzer, request: { repoId, signal, onProgress } }: AnalysisRun,
  question: () => Promise<Answer>,
): Promise<Answer> {
  onProgress?.({ phase: 'analyse', done: 0 });
  try {
    const answer = await question();
    throwIfAborted(signal);
    return answer;
  } catch (cause) {
    throwIfAborted(signal);
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new StorageError(
      'UNEXPECTED',
      `The analyzer ${quote(analyzer.name)} failed: ${problem} The stored graph is unchanged.`,
      { cause, repoId, operation: 'analyzeRepository' },
    );
  }
}
