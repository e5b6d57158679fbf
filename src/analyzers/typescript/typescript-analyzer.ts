import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SerializableEdge, SerializableNode } from '../../graph/index.ts';
import type {
  Analyzed,
  AnalyzedChanges,
  Analyzer,
  AnalyzerRequest,
  ChangesRequest,
} from '../../repository/index.ts';
import type { JsonValue, ReadOptions } from '../../storage/index.ts';
import { affectedFiles } from './affected-files.ts';
import { type AnalysisState, StateTable, stateIn } from './analysis-state.ts';
import { entryFiles } from './file-facts.ts';
import { compileSources, type Project, readProject } from './project.ts';
import { publicSymbols } from './public-symbols.ts';
import { readSource } from './read-sources.ts';
import { Reading } from './reading.ts';
import { coverageOf } from './result.ts';
import { type Shape, shapeOf } from './shape.ts';
import { isCode } from './source-files.ts';
import { loadTypeScript } from './typescript.ts';

/** Changed whenever the same files may give another graph. */
const VERSION = '4';

/** Globs of all that an analysis of TypeScript and JavaScript depends on. */
export const TYPESCRIPT_FILES: readonly string[] = [
  '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}',
  '**/package.json',
  '**/tsconfig*.json',
  '**/jsconfig.json',
  '{package-lock.json,npm-shrinkwrap.json,pnpm-lock.yaml,yarn.lock,bun.lock}',
];

/**
 * Reads TypeScript and JavaScript by the TypeScript compiler: one program over all sources of the folder,
 * where packages of the same repository lead to one another's sources. Nothing of the folder is run. After a
 * change only the changed files are read again, and those that depend on one whose outside looks different.
 */
export function typescriptAnalyzer(): Analyzer {
  return { name: 'typescript', version: VERSION, files: TYPESCRIPT_FILES, analyze, analyzeChanges };
}

async function analyze(request: AnalyzerRequest): Promise<Analyzed> {
  const { ts } = await loadTypeScript(request.folder);
  const project = readProject(ts, request.folder, Object.keys(request.fileHashes));
  request.onProgress?.({ phase: 'compile', done: 0, total: project.sources.length });
  const reading = new Reading(project, compileSources(project, project.sources));
  const entries = entryFiles(project.manifests, project.sources, project.resolver);
  const publics = new Set([...publicSymbols(reading, entries.manifest)].map(({ id }) => id));
  const table = new StateTable();
  const { nodes, edges } = readAll(reading, project.sources, entries, publics, table, request);
  nodes.push(...table.externals());
  return { graph: { nodes, edges }, result: resultOf(project, table) };
}

async function analyzeChanges(request: ChangesRequest): Promise<AnalyzedChanges | undefined> {
  const { ts } = await loadTypeScript(request.folder);
  const state = stateIn(request.previous, ts.version);
  const isCodeAlone = [...request.changed, ...request.removed].every(isCode);
  if (state === undefined || !isCodeAlone) return undefined;
  const project = readProject(ts, request.folder, Object.keys(request.fileHashes));
  const changes = sourceChanges(state, project, request);
  const affected = changes && affectedFiles(state, project, changes);
  if (affected === undefined) return undefined;
  const entries = entryFiles(project.manifests, project.sources, project.resolver);
  const globals = project.sources.filter((file) => state.files[file]?.isGlobal === true);
  const roots = new Set([...affected.files, ...globals, ...(affected.isPublicOpen ? entries.manifest : [])]);
  request.onProgress?.({ phase: 'compile', done: 0, total: roots.size });
  let reading = new Reading(project, compileSources(project, [...roots].sort()));
  const publics = affected.isPublicOpen ? publicIds(reading, entries.manifest) : undefined;
  const published =
    publics === undefined ? Object.values(state.files).map(({ api }) => api) : [...publics.values()];
  const isPublic = new Set(published.flatMap((ids) => [...ids]));
  const files =
    publics === undefined
      ? affected.files
      : new Set([...affected.files, ...republished(state, project, publics)]);
  const absent = [...files].filter((file) => reading.sourceOf(file) === undefined);
  if (absent.length > 0) {
    const program = compileSources(project, [...roots, ...absent].sort(), reading.program);
    reading = new Reading(project, program);
  }
  const table = new StateTable();
  table.keep(
    state,
    project.sources.filter((file) => !files.has(file)),
  );
  const { nodes, edges } = readAll(reading, [...files].sort(), entries, isPublic, table, request);
  const before = new StateTable();
  before.keep(state, Object.keys(state.files));
  const externals = table.externals();
  const isOutsideChanged = JSON.stringify(externals) !== JSON.stringify(before.externals());
  const isChanged = new Set(request.changed);
  const alsoReplaced = [...files].filter((file) => !isChanged.has(file));
  if (isOutsideChanged) nodes.push(...externals);
  return {
    nodes,
    edges,
    alsoReplaced: isOutsideChanged ? [...alsoReplaced, OUTSIDE] : alsoReplaced,
    result: resultOf(project, table),
  };
}

/** The file that nodes outside the repository are in. */
const OUTSIDE = '';

function readAll(
  reading: Reading,
  files: readonly string[],
  entries: ReturnType<typeof entryFiles>,
  publics: ReadonlySet<string>,
  table: StateTable,
  { signal, onProgress }: ReadOptions,
): { readonly nodes: SerializableNode[]; readonly edges: SerializableEdge[] } {
  const nodes: SerializableNode[] = [];
  const edges: SerializableEdge[] = [];
  for (const [index, file] of files.entries()) {
    signal?.throwIfAborted();
    onProgress?.({ phase: 'read', done: index, total: files.length });
    const rows = readSource(reading, file, entries, ({ id }) => publics.has(id));
    if (rows === undefined) continue;
    for (const row of rows.nodes) nodes.push(row);
    for (const row of rows.edges) edges.push(row);
    table.add(rows, shapeOf(reading.compiler, file, reading.sourceOf(file)?.text ?? ''));
  }
  return { nodes, edges };
}

function resultOf(project: Project, table: StateTable): JsonValue {
  const coverage = coverageOf(project, table.coverages, table.broken);
  return table.state(project.compiler.version, coverage) as unknown as JsonValue;
}

/** The sources among the changed files; `undefined` where other files are sources now than before. */
function sourceChanges(state: AnalysisState, project: Project, { changed, removed, folder }: ChangesRequest) {
  const sources = new Set(project.sources);
  const isChanged = new Set(changed);
  const gone = Object.keys(state.files).filter((file) => !sources.has(file));
  const isRemoved = new Set(removed);
  const isOther =
    gone.some((file) => !isRemoved.has(file) && !isChanged.has(file)) ||
    project.sources.some((file) => state.files[file] === undefined && !isChanged.has(file));
  if (isOther) return undefined;
  const changedSources = changed.filter((file) => sources.has(file));
  const shapes = new Map<string, Shape>();
  for (const file of changedSources) {
    const text = project.host.readFile(join(folder, file)) ?? readFileSync(join(folder, file), 'utf8');
    shapes.set(file, shapeOf(project.compiler, file, text));
  }
  return { changed: changedSources, removed: gone, shapes };
}

/** The public symbols' ids, by the file that declares them. */
function publicIds(reading: Reading, entries: Iterable<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const byFile = new Map<string, Set<string>>();
  for (const symbol of publicSymbols(reading, entries)) {
    let module = symbol;
    while (module.parent !== undefined) module = module.parent;
    byFile.set(module.id, (byFile.get(module.id) ?? new Set()).add(symbol.id));
  }
  return byFile;
}

/** Files of which other symbols are public now than before. */
function republished(
  state: AnalysisState,
  { sources }: Project,
  publics: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  return sources.filter((file) => {
    const now = publics.get(file) ?? new Set<string>();
    const before = state.files[file]?.api ?? [];
    return before.length !== now.size || before.some((id) => !now.has(id));
  });
}
