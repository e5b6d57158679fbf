import { basename } from 'node:path';
import type { Analyzed, Analyzer, AnalyzerRequest } from '../../../repository/index.ts';
import { openScip } from '../scip-index.ts';
import type { Indexer } from './indexers.ts';
import { runIndexer } from './run-indexer.ts';

/** Changed whenever the same index may give another graph. */
const VERSION = '1';

/**
 * An analyzer that has an installed indexer read the folder, and takes
 * the graph from its index and the sources.
 */
export function indexerAnalyzer(indexer: Indexer): Analyzer {
  return {
    name: indexer.program,
    version: VERSION,
    files: indexer.files,
    analyze: (request) => analyze(indexer, request),
  };
}

async function analyze(indexer: Indexer, request: AnalyzerRequest): Promise<Analyzed> {
  const { folder, repoId, signal, onProgress } = request;
  onProgress?.({ phase: `run ${indexer.program}`, done: 0 });
  const bytes = await runIndexer(indexer, folder, basename(folder) || 'project', signal);
  const input = {
    name: `the index of ${indexer.program}`,
    readOnce: false,
    async *chunks() {
      yield bytes;
    },
  };
  const { source } = await openScip([input], { sourceRoot: folder, repoId, signal });
  return { graph: source, result: { indexer: indexer.program } };
}
