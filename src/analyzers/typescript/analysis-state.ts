import type { SerializableNode } from '../../graph/index.ts';
import type { AnalysisCoverage } from '../../repository/index.ts';
import type { JsonValue } from '../../storage/index.ts';
import type { Coverage } from './coverage.ts';
import { externalNode } from './externals.ts';
import type { ImportRecord } from './file-reader.ts';
import type { SourceRows } from './read-sources.ts';
import type { Shape } from './shape.ts';

/**
 * What is kept of a file, so that it need not be read again while neither it nor what it depends on changes.
 */
export interface FileState {
  readonly shape: string;
  readonly isGlobal: boolean;
  readonly isBroken: boolean;
  readonly imports: readonly ImportRecord[];
  /** Indexes into the outside nodes that its edges lead to. */
  readonly externals: readonly number[];
  readonly coverage: Coverage;
  /** Its symbols that users of the packages can reach. */
  readonly api: readonly string[];
}

type ExternalRow = readonly [id: string, name: string, kind: string, subkind: string, from: string];

/** The result of an analysis, as it is stored. */
export interface AnalysisState {
  /** The compiler's version: another may see other things. */
  readonly compiler: string;
  readonly coverage: AnalysisCoverage;
  readonly files: Readonly<Record<string, FileState>>;
  readonly externals: readonly ExternalRow[];
}

/** A stored state, if it is one that the compiler of this version made. */
export function stateIn(result: JsonValue, compiler: string): AnalysisState | undefined {
  const state = result as unknown as AnalysisState | null;
  return state?.compiler === compiler && state.files !== undefined && state.externals !== undefined
    ? state
    : undefined;
}

/** The state of every file, from those that were read now and those that were read before. */
export class StateTable {
  readonly #files = new Map<string, FileState>();
  readonly #rows = new Map<string, { readonly index: number; readonly row: ExternalRow }>();

  /** Takes over files of a state before. */
  keep(state: AnalysisState, files: Iterable<string>): void {
    for (const file of files) {
      const kept = state.files[file];
      if (kept === undefined) continue;
      const rows = kept.externals.map((index) => state.externals[index]).filter((row) => row !== undefined);
      this.#files.set(file, { ...kept, externals: rows.map((row) => this.#indexOf(row)) });
    }
  }

  add(rows: SourceRows, shape: Shape): void {
    const api = rows.nodes.filter(({ attributes }) => attributes.api === 'true').map(({ id }) => id);
    this.#files.set(rows.file, {
      shape: shape.hash,
      isGlobal: shape.isGlobal,
      isBroken: rows.isBroken,
      imports: rows.imports,
      externals: rows.externals.map((node) => this.#indexOf(rowOf(node))).sort((a, b) => a - b),
      coverage: rows.coverage,
      api,
    });
  }

  get coverages(): readonly Coverage[] {
    return [...this.#files.values()].map(({ coverage }) => coverage);
  }

  get broken(): readonly string[] {
    return [...this.#files].filter(([, { isBroken }]) => isBroken).map(([file]) => file);
  }

  /**
   * The nodes outside the repository that any file leads to; of several descriptions of one, always the same.
   */
  externals(): SerializableNode[] {
    const byId = new Map<string, ExternalRow>();
    for (const { row } of this.#rows.values()) {
      const known = byId.get(row[0]);
      if (known === undefined || JSON.stringify(row) < JSON.stringify(known)) byId.set(row[0], row);
    }
    const ids = [...byId.keys()].sort();
    return ids.flatMap((id) => {
      const row = byId.get(id);
      return row === undefined ? [] : [nodeOf(row)];
    });
  }

  state(compiler: string, coverage: AnalysisCoverage): AnalysisState {
    const files = [...this.#files].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      compiler,
      coverage,
      files: Object.fromEntries(files),
      externals: [...this.#rows.values()].map(({ row }) => row),
    };
  }

  #indexOf(row: ExternalRow): number {
    const key = row.join('\0');
    const known = this.#rows.get(key);
    if (known !== undefined) return known.index;
    const index = this.#rows.size;
    this.#rows.set(key, { index, row });
    return index;
  }
}

function rowOf({ id, name, kind, attributes }: SerializableNode): ExternalRow {
  return [id, name, kind, attributes.subkind ?? '', attributes.package ?? ''];
}

function nodeOf([id, name, kind, subkind, from]: ExternalRow): SerializableNode {
  return externalNode({ id, name, kind, subkind, package: from });
}
