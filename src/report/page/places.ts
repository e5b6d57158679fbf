import { JUDGED_KINDS } from '../../graph/kinds.ts';
import { VERDICTS } from '../data/dead-words.ts';
import { FLAG } from '../data/report-data.ts';
import type { Graph } from './graph.ts';

/** A folder with all below it, or a file. */
export interface Place {
  /** The last part of its path; several where a folder holds only one folder. */
  readonly name: string;
  /** A folder's ends with `/`; that of all together is empty. */
  readonly path: string;
  readonly parent?: Place | undefined;
  /** A file's number. */
  readonly file?: number | undefined;
  readonly children: Place[];
  /** The last line that anything in it reaches, summed over files. */
  lines: number;
  symbols: number;
  /** Functions, methods and classes of this repository. */
  judged: number;
  dead: number;
  /** Of those judged, what tests lead to. */
  reached: number;
  /** Edges of which both ends, or one end, lie in it. */
  inside: number;
  across: number;
}

/** All places: the root, and each file's by its number. */
export interface Places {
  readonly root: Place;
  readonly files: readonly Place[];
}

const DEAD = VERDICTS.indexOf('dead');

/** Counts what lies in each file and folder. */
export function placesOf(graph: Graph): Places {
  const all = place('', '', undefined);
  const folders = new Map<string, Place>([['', all]]);
  const files = graph.header.files.map((path, file) => {
    const parent = folderAt(path.slice(0, path.lastIndexOf('/') + 1), folders);
    const made = { ...place(path.slice(parent.path.length) || path, path, parent), file };
    parent.children.push(made);
    return made;
  });
  countNodes(graph, files);
  countEdges(graph, files);
  const root = withoutChains(all, undefined);
  return { root, files: filesBelow(root, []) };
}

function place(name: string, path: string, parent: Place | undefined): Place {
  const nothing = { lines: 0, symbols: 0, judged: 0, dead: 0, reached: 0, inside: 0, across: 0 };
  return { name, path, parent, children: [], ...nothing };
}

function folderAt(path: string, folders: Map<string, Place>): Place {
  const known = folders.get(path);
  if (known !== undefined) return known;
  const above = path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
  const parent = folderAt(above, folders);
  const made = place(path.slice(above.length, -1), path, parent);
  parent.children.push(made);
  folders.set(path, made);
  return made;
}

function* upwards(from: Place | undefined): Generator<Place> {
  for (let at = from; at !== undefined; at = at.parent) yield at;
}

function countNodes(graph: Graph, files: readonly Place[]): void {
  const isJudged = graph.header.nodeKinds.map((kind) => JUDGED_KINDS.includes(kind));
  const { nodeKind, deadVerdict } = graph.columns;
  const own = files.map((file) => ({ file, last: 0 }));
  for (let node = 0; node < graph.size; node++) {
    const entry = own[graph.file(node) ?? -1];
    if (entry === undefined) continue;
    entry.last = Math.max(entry.last, graph.line(node) + graph.lines(node) - 1);
    entry.file.symbols++;
    if (isJudged[nodeKind[node] ?? 0] !== true || graph.has(node, FLAG.external)) continue;
    entry.file.judged++;
    if (graph.has(node, FLAG.reached)) entry.file.reached++;
    const row = graph.deadRow(node);
    if (row !== undefined && deadVerdict[row] === DEAD) entry.file.dead++;
  }
  for (const { file, last } of own) {
    file.lines = last;
    for (const folder of upwards(file.parent)) {
      folder.lines += file.lines;
      folder.symbols += file.symbols;
      folder.judged += file.judged;
      folder.dead += file.dead;
      folder.reached += file.reached;
    }
  }
}

function countEdges(graph: Graph, files: readonly Place[]): void {
  for (const [from, to, edges] of edgesBetweenFiles(graph)) {
    const [one, other] = [files[from], files[to]];
    if (one === undefined || other === undefined) continue;
    const around = new Set(upwards(other));
    for (const at of upwards(one)) {
      if (around.delete(at)) at.inside += edges;
      else at.across += edges;
    }
    for (const at of around) at.across += edges;
  }
}

/** How many edges lead from each file to each, itself included. */
function edgesBetweenFiles(graph: Graph): (readonly [from: number, to: number, edges: number])[] {
  const size = graph.header.files.length;
  const counts = new Map<number, number>();
  const { starts, ends } = graph.out;
  for (let node = 0; node < graph.size; node++) {
    const from = graph.file(node);
    if (from === undefined) continue;
    for (let edge = starts[node] ?? 0; edge < (starts[node + 1] ?? 0); edge++) {
      const to = graph.file(ends[edge] ?? 0);
      if (to === undefined) continue;
      const pair = from * size + to;
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
  }
  return Array.from(counts, ([pair, edges]) => [Math.floor(pair / size), pair % size, edges]);
}

/** Where a folder holds nothing but one folder, the two are shown as one. */
function withoutChains(given: Place, parent: Place | undefined): Place {
  let last = given;
  let name = given.name;
  for (let only = last.children[0]; last.children.length === 1 && only?.file === undefined; ) {
    if (only === undefined) break;
    name = name === '' ? only.name : `${name}/${only.name}`;
    last = only;
    only = last.children[0];
  }
  const made: Place = { ...last, name, parent, children: [] };
  made.children.push(...last.children.map((child) => withoutChains(child, made)));
  return made;
}

function filesBelow(at: Place, found: Place[]): Place[] {
  if (at.file !== undefined) found[at.file] = at;
  for (const child of at.children) filesBelow(child, found);
  return found;
}
