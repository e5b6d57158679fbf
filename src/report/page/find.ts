import { FLAG } from '../data/report-data.ts';
import type { Graph } from './graph.ts';

/** Something that was searched for. */
export type Found = { readonly node: number } | { readonly file: number };

/** The first of what fits, and how much there is. */
export interface FoundList {
  readonly items: readonly Found[];
  readonly total: number;
}

/**
 * Finds symbols by a part of their name and files by a part of their path,
 * whatever the case: whole names first, then beginnings.
 */
export class Finder {
  readonly #graph: Graph;
  readonly #names: readonly string[];
  readonly #paths: readonly string[];
  /** The nodes of each name: those of name `n` from `starts[n]` to `starts[n + 1]`. */
  readonly #starts: Uint32Array;
  readonly #nodes: Uint32Array;

  constructor(graph: Graph) {
    this.#graph = graph;
    const { names, files } = graph.header;
    this.#names = names.map((name) => name.toLowerCase());
    this.#paths = files.map((path) => path.toLowerCase());
    this.#starts = new Uint32Array(names.length + 1);
    const { nodeName } = graph.columns;
    for (const name of nodeName) this.#starts[name + 1] = (this.#starts[name + 1] ?? 0) + 1;
    for (let name = 0; name < names.length; name++)
      this.#starts[name + 1] = (this.#starts[name + 1] ?? 0) + (this.#starts[name] ?? 0);
    const next = this.#starts.slice();
    this.#nodes = new Uint32Array(nodeName.length);
    for (const [node, name] of nodeName.entries()) {
      const at = next[name] ?? 0;
      next[name] = at + 1;
      this.#nodes[at] = node;
    }
  }

  find(text: string, most: number): FoundList {
    const wanted = text.trim().toLowerCase();
    if (wanted === '') return { items: [], total: 0 };
    const fitting = this.#names.flatMap((name, number) => {
      const at = name.indexOf(wanted);
      return at < 0 ? [] : [{ number, rank: rankOf(name, wanted, at), length: name.length }];
    });
    fitting.sort((a, b) => a.rank - b.rank || a.length - b.length || a.number - b.number);
    const files = [...this.#paths.keys()].filter((file) => this.#paths[file]?.includes(wanted) === true);
    const total = fitting.reduce((sum, { number }) => sum + this.#of(number).length, files.length);
    const items: Found[] = files.slice(0, Math.floor(most / 4)).map((file) => ({ file }));
    const symbols: Found[] = [];
    for (const { number } of fitting) {
      if (symbols.length >= most - items.length) break;
      symbols.push(...this.#ownFirst(number).map((node) => ({ node })));
    }
    return { items: [...symbols.slice(0, most - items.length), ...items], total };
  }

  #of(name: number): Uint32Array {
    return this.#nodes.subarray(this.#starts[name], this.#starts[name + 1]);
  }

  /** Symbols of the repository before those of others. */
  #ownFirst(name: number): number[] {
    const isExternal = (node: number): number => (this.#graph.has(node, FLAG.external) ? 1 : 0);
    return Array.from(this.#of(name)).sort((a, b) => isExternal(a) - isExternal(b) || a - b);
  }
}

function rankOf(name: string, wanted: string, at: number): number {
  if (name.length === wanted.length) return 0;
  return at === 0 ? 1 : 2;
}
