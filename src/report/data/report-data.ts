import type { Cycle, CycleLevel } from '../../storage/index.ts';
import type { Column } from './columns.ts';

/** What is known of a node beside its place, as bits. */
export const FLAG = {
  /** It lies in a test file. */
  test: 1,
  /** A test leads to it, by edges of any kind. */
  reached: 2,
  /** Only an end of an edge: no node of this id is stored. Its name is its id. */
  unstored: 4,
  /** It is not of this repository. */
  external: 8,
} as const;

/** A list that was cut to what the page shows. */
export interface Shown<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

/** A node of the page's columns, and how many others it calls and is called by. */
export interface HotspotRow {
  readonly node: number;
  readonly fanIn: number;
  readonly fanOut: number;
}

/** What the page holds beside its columns. */
export interface ReportHeader {
  readonly repoId: string;
  /** An address with `{file}` and `{line}`. */
  readonly linkTemplate?: string;
  /** Distinct names, which the column `nodeName` numbers; so `nodeKinds`, `edgeKinds`; `files` ascend. */
  readonly names: readonly string[];
  readonly nodeKinds: readonly string[];
  readonly edgeKinds: readonly string[];
  readonly files: readonly string[];
  /** Members that are symbols are given as node numbers. */
  readonly cycles: Readonly<Record<CycleLevel, Shown<CycleRow>>>;
  readonly hotspots: Shown<HotspotRow>;
}

/** A cycle whose members are paths, or numbers of nodes. */
export interface CycleRow extends Omit<Cycle, 'members' | 'example'> {
  readonly members: readonly (string | number)[];
  readonly example: readonly (string | number)[];
}

/**
 * The columns. Nodes lie in the order of file, line and id, those in no file
 * first; edges by source, then target, then kind.
 * - `nodeFile`: 0 for none, else one more than the file's number
 * - `edgeCount`: how many edges leave each node
 * - `dead…`: a row for each item that is not alive; `deadVerdict` numbers {@link VERDICTS}, `deadConfidence`
 *   is in percent, `deadReasons` and `deadDoubts` are bits in the order of {@link REASONS} and {@link
 *   DOUBTS}, `deadRoot` is 0 for none, else one more than the node's number
 * - `pair…`: a row for each file that refers to another
 */
export type ColumnName =
  | 'nodeName'
  | 'nodeKind'
  | 'nodeFile'
  | 'nodeLine'
  | 'nodeLines'
  | 'nodeFlags'
  | 'edgeCount'
  | 'edgeTarget'
  | 'edgeKind'
  | 'deadNode'
  | 'deadVerdict'
  | 'deadConfidence'
  | 'deadReasons'
  | 'deadDoubts'
  | 'deadRoot'
  | 'deadRootSize'
  | 'pairFrom'
  | 'pairTo'
  | 'pairWeight';

/** All columns of a page. */
export type ReportColumns = Readonly<Record<ColumnName, Column>>;
