import { nearest, StorageError } from '../errors/index.ts';
import { type AnalysisOrigin, analysisOrigins, coverageCaveats } from '../repository/coverage.ts';
import {
  type Caveat,
  type Cycle,
  type CycleLevel,
  type DeadCodeItem,
  type DeadCodeReport,
  type GraphQueries,
  type GraphStore,
  type GraphSummary,
  type LivenessOptions,
  type QueryOptions,
  repositoryNotFound,
} from '../storage/index.ts';
import type { Packed } from './data/columns.ts';
import { bitsOf, DOUBTS, REASONS, VERDICTS } from './data/dead-words.ts';
import type {
  ColumnName,
  CycleRow,
  HotspotRow,
  ReportColumns,
  ReportHeader,
  Shown,
} from './data/report-data.ts';
import { graphColumns } from './graph-columns.ts';

/** By which rules a page judges, and what it offers. */
export interface ReportOptions extends QueryOptions, Omit<LivenessOptions, 'limit'> {
  /** Checked by `checkLinkTemplate`. */
  readonly linkTemplate?: string;
}

/** What a page says in words and numbers, before any picture. */
export interface ReportFacts {
  readonly summary: GraphSummary;
  /** When the graph was stored, as ISO 8601. */
  readonly storedAt: string;
  readonly revision: string;
  readonly origins: readonly AnalysisOrigin[];
  /** What the answers cannot know. */
  readonly caveats: readonly Caveat[];
  readonly verdicts: DeadCodeReport['verdicts'];
  readonly entryPoints: number;
  readonly cyclesOfFiles: number;
}

/** All that a page is made of. */
export interface ReportData {
  readonly facts: ReportFacts;
  readonly data: Packed<ReportHeader, ColumnName>;
}

/** The page shows so many cycles of each level, so many members of each, and so many hotspots. */
const MOST_LISTED = 100;
/** Lists that the page searches are whole. */
const ALL = Number.MAX_SAFE_INTEGER;

/**
 * Asks a store all that a page shows of a repository.
 * @throws `NOT_FOUND` with near names; `CONFLICT` (retryable) if the repository changes meanwhile
 */
export async function reportData(
  store: GraphStore,
  repoId: string,
  { linkTemplate, entryPoints, livenessKinds, testFiles, ...running }: ReportOptions,
): Promise<ReportData> {
  const { signal, onProgress } = running;
  const reading = { ...(signal && { signal }), ...(onProgress && { onProgress }) };
  const revision = await store.graph.getGraphRevision(repoId, reading);
  const source = await store.graph.streamGraph(repoId, reading);
  if (revision === undefined || source === undefined)
    throw repositoryNotFound(repoId, nearest(repoId, await store.graph.listRepositories(reading)));
  const graph = await graphColumns(source, testFiles);
  const dead = await store.queries.deadCode(repoId, {
    ...running,
    ...(entryPoints !== undefined && { entryPoints }),
    ...(livenessKinds !== undefined && { livenessKinds }),
    ...(testFiles !== undefined && { testFiles }),
    verdicts: VERDICTS,
    limit: ALL,
  });
  const numberOf = (id: string): number => graph.numbers.get(id) ?? 0;
  const asked = { queries: store.queries, repoId, running, numberOf };
  const header: ReportHeader = {
    repoId,
    ...graph.texts,
    ...(linkTemplate !== undefined && { linkTemplate }),
    cycles: {
      symbol: await cyclesBy('symbol', asked),
      file: await cyclesBy('file', asked),
      folder: await cyclesBy('folder', asked),
    },
    hotspots: await hotspotsOf(asked),
  };
  const columns: ReportColumns = {
    ...graph.columns,
    ...deadColumns(dead.items, numberOf),
    ...(await pairColumns(asked, graph.texts.files)),
  };
  const origins = await analysisOrigins(store.analysis, repoId, reading);
  const facts: ReportFacts = {
    summary: await store.queries.summary(repoId, running),
    storedAt: isoTime(source.metadata.lastUpdated.seconds),
    revision,
    origins,
    caveats: [...dead.caveats, ...coverageCaveats(origins)],
    verdicts: dead.verdicts,
    entryPoints: dead.entryPoints,
    cyclesOfFiles: header.cycles.file.total,
  };
  if ((await store.graph.getGraphRevision(repoId, reading)) !== revision) throw changed(repoId);
  return { facts, data: { header, columns } };
}

/** What questions about structure are asked with. */
interface Asked {
  readonly queries: GraphQueries;
  readonly repoId: string;
  readonly running: QueryOptions;
  /** The page's number of a node, by its id. */
  readonly numberOf: (id: string) => number;
}

async function cyclesBy(
  by: CycleLevel,
  { queries, repoId, running, numberOf }: Asked,
): Promise<Shown<CycleRow>> {
  const { items, total } = await queries.cycles(repoId, { ...running, by, limit: MOST_LISTED });
  return { items: by === 'symbol' ? items.map((cycle) => numberedCycle(cycle, numberOf)) : items, total };
}

async function hotspotsOf({ queries, repoId, running, numberOf }: Asked): Promise<Shown<HotspotRow>> {
  const { items, total } = await queries.hotspots(repoId, { ...running, limit: MOST_LISTED });
  const rows = items.map(({ id, fanIn, fanOut }) => ({
    node: numberOf(id),
    fanIn: fanIn.unique,
    fanOut: fanOut.unique,
  }));
  return { items: rows, total };
}

async function pairColumns(
  { queries, repoId, running }: Asked,
  files: readonly string[],
): Promise<Pick<ReportColumns, Extract<ColumnName, `pair${string}`>>> {
  const { items } = await queries.dependencies(repoId, { ...running, by: 'file', limit: ALL });
  const numbers = new Map(files.map((file, number) => [file, number]));
  return {
    pairFrom: Uint32Array.from(items, ({ from }) => numbers.get(from) ?? 0),
    pairTo: Uint32Array.from(items, ({ to }) => numbers.get(to) ?? 0),
    pairWeight: Float64Array.from(items, ({ weight }) => weight),
  };
}

function numberedCycle({ size, members, example }: Cycle, numberOf: (id: string) => number): CycleRow {
  return { size, members: members.map(numberOf), example: example.map(numberOf) };
}

function deadColumns(
  items: readonly DeadCodeItem[],
  numberOf: (id: string) => number,
): Pick<ReportColumns, Extract<ColumnName, `dead${string}`>> {
  return {
    deadNode: Uint32Array.from(items, ({ id }) => numberOf(id)),
    deadVerdict: Uint8Array.from(items, ({ verdict }) => VERDICTS.indexOf(verdict)),
    deadConfidence: Uint8Array.from(items, ({ confidence }) => Math.round(confidence * 100)),
    deadReasons: Uint16Array.from(items, ({ reasons }) => bitsOf(reasons, REASONS)),
    deadDoubts: Uint16Array.from(items, ({ doubts }) => bitsOf(doubts, DOUBTS)),
    deadRoot: Uint32Array.from(items, ({ root }) => (root === undefined ? 0 : numberOf(root.id) + 1)),
    deadRootSize: Uint32Array.from(items, ({ root }) => root?.size ?? 0),
  };
}

function isoTime(seconds: number): string {
  const date = new Date(seconds * 1_000);
  return Number.isNaN(date.getTime()) ? `${seconds} s after 1970` : date.toISOString();
}

function changed(repoId: string): StorageError {
  return new StorageError('CONFLICT', 'The repository was changed while the report read it.', {
    repoId,
    retryable: true,
  });
}
