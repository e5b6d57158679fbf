// In your own project the import is from 'codeprism-neo4j/repository'.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import type { Analyzed, Analyzer, AnalyzerRequest } from '../../src/repository/index.ts';
import { FileReader } from './file-reader.ts';
import { type Exports, reexportsOf } from './modules.ts';

/**
 * A small analyzer of TypeScript, by its syntax alone: modules, classes, functions and methods; imports, calls, other
 * uses and inheritance, wherever a name leads to a declaration of the same file or through an import. It knows no types,
 * so calls of a value's methods are not seen, but for those of `this`; nor does it follow `export *`.
 */
export const typescriptAnalyzer: Analyzer = {
  name: 'typescript-syntax',
  version: '1',
  files: ['**/*.ts', '!**/*.d.ts'],

  async analyze(request) {
    const files = Object.keys(request.fileHashes);
    const sources = await parse(request, files);
    return analyzed(sources, { files: new Set(files), reexports: reexportsOf(sources, new Set(files)) });
  },

  async analyzeChanges(request) {
    const files = new Set(Object.keys(request.fileHashes));
    const reexports = request.previous as unknown as Exports;
    const sources = await parse(request, request.changed);
    const before = request.changed.filter((file) => Object.hasOwn(reexports, file));
    const after = reexportsOf(sources, files);
    // What a file hands on, and which files there are, decides what names in other files mean.
    const isLocal =
      request.removed.length === 0 &&
      before.length === request.changed.length &&
      before.every((file) => JSON.stringify(reexports[file]) === JSON.stringify(after[file]));
    if (!isLocal) return undefined;
    const { graph, result } = analyzed(sources, { files, reexports });
    return { ...graph, result };
  },
};

/** What is known of the whole repository while one file is read. */
export interface Repository {
  readonly files: ReadonlySet<string>;
  readonly reexports: Exports;
}

async function parse(request: AnalyzerRequest, files: readonly string[]): Promise<ts.SourceFile[]> {
  const sources: ts.SourceFile[] = [];
  for (const file of files) {
    request.signal?.throwIfAborted();
    const text = await readFile(join(request.folder, file), 'utf8');
    sources.push(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
    request.onProgress?.({ phase: 'parse', done: sources.length, total: files.length });
  }
  return sources;
}

function analyzed(sources: readonly ts.SourceFile[], repository: Repository) {
  const readers = sources.map((source) => new FileReader(source, repository));
  return {
    graph: {
      nodes: readers.flatMap((reader) => reader.nodes),
      edges: readers.flatMap((reader) => [...reader.edges()]),
    },
    result: { ...repository.reexports },
  } satisfies Analyzed;
}
