import type { SerializableEdge, SerializableNode } from '../../graph/index.ts';
import type { Coverage } from './coverage.ts';
import type { DeclaredSymbol } from './file-declarations.ts';
import { type EntryFiles, fileFacts } from './file-facts.ts';
import { FileReader, type ImportRecord } from './file-reader.ts';
import { Positions } from './positions.ts';
import type { Reading } from './reading.ts';
import { symbolRows } from './symbol-rows.ts';

/** What reading one file gives. */
export interface SourceRows {
  readonly file: string;
  readonly nodes: readonly SerializableNode[];
  readonly edges: readonly SerializableEdge[];
  /** The nodes outside the repository that the edges lead to. */
  readonly externals: readonly SerializableNode[];
  readonly coverage: Coverage;
  readonly imports: readonly ImportRecord[];
  /** Whether the compiler found the text to be no program; what could be understood of it was read. */
  readonly isBroken: boolean;
}

/** Reads one file of a compiled project. @param isPublic whether users of the packages can reach a symbol */
export function readSource(
  reading: Reading,
  file: string,
  entries: EntryFiles,
  isPublic: (symbol: DeclaredSymbol) => boolean,
): SourceRows | undefined {
  const source = reading.sourceOf(file);
  if (source === undefined) return undefined;
  const declarations = reading.declarationsOf(source, file);
  const positions = new Positions(source, reading.project.marked.has(source.fileName));
  const facts = fileFacts(source, file, entries);
  const reader = new FileReader(reading, source, declarations, positions);
  reader.read();
  return {
    file,
    nodes: [...symbolRows(reading, source, declarations, positions, facts, isPublic)],
    edges: [...reader.edges.edges()],
    externals: [...reader.externals.values()],
    coverage: reader.coverage.coverage,
    imports: reader.imports,
    isBroken: reading.program.getSyntacticDiagnostics(source).length > 0,
  };
}
