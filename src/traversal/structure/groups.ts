import { codePointComparer } from '../../graph/code-point-order.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import { isDue, mapped, sorted, type Work } from '../turns.ts';

/** Stands for the group of what lies in no file. */
export const NO_GROUP = -1;

/** Vertices by file or folder; groups are numbered from 0 in code point order of their paths. */
export interface Groups {
  readonly paths: readonly string[];
  /** By vertex. */
  readonly of: Int32Array;
}

type Level = 'file' | 'folder';

const kept = new WeakMap<CompactGraph, Map<Level, Groups>>();

/** Made once a graph, which takes longer than much of what is asked about them. */
export function* groupsBy(graph: CompactGraph, level: Level): Work<Groups> {
  const known = kept.get(graph) ?? new Map<Level, Groups>();
  kept.set(graph, known);
  const groups = known.get(level) ?? (yield* makeGroups(graph, level));
  known.set(level, groups);
  return groups;
}

function* makeGroups(graph: CompactGraph, level: Level): Work<Groups> {
  const pathOfFile = new Map<string, string>();
  for (const [vertex, node] of graph.nodes.entries()) {
    if (isDue(vertex)) yield vertex;
    if (node === undefined || node.file === '' || pathOfFile.has(node.file)) continue;
    pathOfFile.set(node.file, level === 'file' ? node.file : folderOf(node.file));
  }
  const found = [...new Set(pathOfFile.values())];
  const paths = yield* sorted(found, codePointComparer(found));
  const numbers = new Map(paths.map((path, number) => [path, number]));
  const of = yield* mapped(graph.nodes, (node) => {
    const path = node === undefined ? undefined : pathOfFile.get(node.file);
    return path === undefined ? NO_GROUP : (numbers.get(path) ?? NO_GROUP);
  });
  return { paths, of: Int32Array.from(of) };
}

/** Of a path without `/` and `\`, `.`. */
export function folderOf(file: string): string {
  const end = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
  return end < 0 ? '.' : file.slice(0, end);
}

/** An edge between two different groups. */
export interface CrossingEdge {
  readonly from: number;
  readonly to: number;
  readonly source: number;
  /** In `outgoing`. */
  readonly place: number;
}

/** The edges of the masked kinds that lead from one group to another, by source, target and kind. */
export function* eachCrossing(
  graph: CompactGraph,
  groups: Groups,
  kindMask: Uint8Array,
  visit: (edge: CrossingEdge) => void,
): Work<void> {
  const { offsets, ends, kinds } = graph.outgoing;
  for (let source = 0; source < groups.of.length; source++) {
    if (isDue(source)) yield source;
    const from = groups.of[source] ?? NO_GROUP;
    if (from === NO_GROUP) continue;
    const stop = offsets[source + 1] ?? 0;
    for (let place = offsets[source] ?? 0; place < stop; place++) {
      if (kindMask[kinds[place] ?? 0] !== 1) continue;
      const to = groups.of[ends[place] ?? 0] ?? NO_GROUP;
      if (to !== NO_GROUP && to !== from) visit({ from, to, source, place });
    }
  }
}
