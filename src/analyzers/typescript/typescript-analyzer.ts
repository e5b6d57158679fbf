import type { SerializableEdge, SerializableNode } from '../../graph/index.ts';
import type { Analyzed, Analyzer, AnalyzerRequest } from '../../repository/index.ts';
import type { JsonValue } from '../../storage/index.ts';
import type { Coverage } from './coverage.ts';
import { entryFiles } from './file-facts.ts';
import { compileSources, readProject } from './project.ts';
import { publicSymbols } from './public-symbols.ts';
import { readSource } from './read-sources.ts';
import { Reading } from './reading.ts';
import { coverageOf } from './result.ts';
import { loadTypeScript } from './typescript.ts';

/** Changed whenever the same files may give another graph. */
const VERSION = '1';

const FILES: readonly string[] = [
  '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}',
  '**/package.json',
  '**/tsconfig*.json',
  '**/jsconfig.json',
  '{package-lock.json,npm-shrinkwrap.json,pnpm-lock.yaml,yarn.lock,bun.lock}',
];

/**
 * Reads TypeScript and JavaScript by the TypeScript compiler: one program over all sources of the folder, where packages of the same
 * repository lead to one another's sources. Nothing of the folder is run.
 */
export function typescriptAnalyzer(): Analyzer {
  return { name: 'typescript', version: VERSION, files: FILES, analyze };
}

async function analyze(request: AnalyzerRequest): Promise<Analyzed> {
  const { folder, fileHashes, signal, onProgress } = request;
  const { ts } = await loadTypeScript(folder);
  const project = readProject(ts, folder, Object.keys(fileHashes));
  onProgress?.({ phase: 'compile', done: 0, total: project.sources.length });
  const reading = new Reading(project, compileSources(project, project.sources));
  const entries = entryFiles(project.manifests, project.sources, project.resolver);
  const publics = publicSymbols(reading, entries.manifest);
  const nodes: SerializableNode[] = [];
  const edges: SerializableEdge[] = [];
  const externals = new Map<string, SerializableNode>();
  const coverages: Coverage[] = [];
  const broken: string[] = [];
  for (const [index, file] of project.sources.entries()) {
    signal?.throwIfAborted();
    onProgress?.({ phase: 'read', done: index, total: project.sources.length });
    const rows = readSource(reading, file, entries, publics);
    if (rows === undefined) continue;
    for (const row of rows.nodes) nodes.push(row);
    for (const row of rows.edges) edges.push(row);
    for (const row of rows.externals) externals.set(row.id, row);
    coverages.push(rows.coverage);
    if (rows.isBroken) broken.push(file);
  }
  const result = {
    compiler: ts.version,
    coverage: coverageOf(project, coverages, broken),
  } as unknown as JsonValue;
  return { graph: { nodes: [...nodes, ...externals.values()], edges }, result };
}
