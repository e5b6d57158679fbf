import {
  type EdgeReference,
  type GraphMetadata,
  recordOf,
  type SerializableEdge,
  type SerializableGraph,
  type SerializableNode,
} from '../graph/index.ts';
import type { FileReplacement } from '../storage/index.ts';
import { edge, graphOf, metadataOf, node } from './fixtures.ts';

const IDS = ['', 'a', 'A', 'b', 'c', 'd', 'e', 'f', '\u{1F600}', '\uFF5E', '__proto__', 'a b'];
const NAMES = ['main', 'f', 'g', '', 'constructor'];
const NODE_KINDS = ['Function', 'Method', 'Method', 'Class', 'Class', 'Module', 'Variable', 'function'];
const EDGE_KINDS = ['CALLS', 'READS', 'calls', 'EXTENDS', 'IMPLEMENTS'];
const FILES = ['', 'x.ts', 'y.ts', 'y.py', 'test/x.ts'];
const ATTRIBUTES: readonly (readonly [string, readonly string[]])[] = [
  ['exported', ['true', 'false']],
  ['external', ['true', '']],
  ['parent', IDS],
  ['subkind', ['constructor', 'method', 'interface']],
  ['language', ['typescript', 'python', '']],
  ['count', ['3', '0', 'x']],
  ['__proto__', ['x']],
  ['id', ['other']],
];

/** One change of a stored graph. */
export type Edit =
  | { readonly sort: 'storeGraph'; readonly graph: SerializableGraph }
  | { readonly sort: 'updateNodes'; readonly nodes: readonly SerializableNode[] }
  | { readonly sort: 'updateEdges'; readonly edges: readonly SerializableEdge[] }
  | { readonly sort: 'deleteNodes'; readonly ids: readonly string[] }
  | { readonly sort: 'deleteEdges'; readonly edges: readonly EdgeReference[] }
  | { readonly sort: 'replaceFiles'; readonly replacement: FileReplacement }
  | { readonly sort: 'updateGraphMetadata'; readonly metadata: GraphMetadata };

const SORTS: readonly Edit['sort'][] = [
  'storeGraph',
  'updateNodes',
  'updateNodes',
  'updateEdges',
  'updateEdges',
  'deleteNodes',
  'deleteEdges',
  'replaceFiles',
  'replaceFiles',
  'updateGraphMetadata',
];

/**
 * Small random graphs and edits, the same for the same seed. Few ids, so that rows meet; duplicates occur.
 */
export class RandomGraphs {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  graph(repoId: string): SerializableGraph {
    return graphOf(repoId, this.#nodes(12), this.#edges(24), this.#metadata());
  }

  /** @param stored what the edit will meet; most of it is about rows that are there */
  edit(stored: SerializableGraph): Edit {
    const sort = this.pick(SORTS);
    switch (sort) {
      case 'storeGraph':
        return { sort, graph: this.#changed(stored) };
      case 'updateNodes':
        return { sort, nodes: [...this.#some(stored.nodes), ...this.#nodes(4)] };
      case 'updateEdges':
        return { sort, edges: [...this.#some(stored.edges), ...this.#edges(5)] };
      case 'deleteNodes':
        return { sort, ids: this.#list(3, () => this.pick(IDS)) };
      case 'deleteEdges':
        return { sort, edges: [...this.#some(stored.edges), ...this.#edges(2)] };
      case 'replaceFiles':
        return { sort, replacement: this.#replacement(stored) };
      case 'updateGraphMetadata':
        return { sort, metadata: metadataOf(stored.repoId, this.#metadata()) };
    }
  }

  /** Mulberry32: at least 0, less than 1. */
  number(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.number() * items.length)] as Item;
  }

  #list<Item>(most: number, make: () => Item): Item[] {
    return Array.from({ length: Math.floor(this.number() * (most + 1)) }, make);
  }

  #some<Row>(rows: readonly Row[]): Row[] {
    return rows.filter(() => this.number() < 0.3);
  }

  #nodes(most: number, files: readonly string[] = FILES): SerializableNode[] {
    return this.#list(most, () => {
      const startByte = Math.floor(this.number() * 10);
      return node(this.pick(IDS), {
        name: this.pick(NAMES),
        kind: this.pick(NODE_KINDS),
        file: this.pick(files),
        span: { startByte, endByte: startByte + Math.floor(this.number() * 20), startLine: startByte },
        attributes: this.#attributes(),
      });
    });
  }

  #edges(most: number, sources: readonly string[] = IDS): SerializableEdge[] {
    return this.#list(most, () =>
      edge(this.pick(sources), this.pick(EDGE_KINDS), this.pick(IDS), this.#attributes()),
    );
  }

  #attributes(): Readonly<Record<string, string>> {
    const chosen = ATTRIBUTES.filter(() => this.number() < 0.2);
    return recordOf(chosen.map(([name, values]) => [name, this.pick(values)] as const));
  }

  #metadata(): Partial<GraphMetadata> {
    const fileHashes = recordOf(this.#list(4, () => [this.pick(FILES), this.pick(NAMES)] as const));
    return { version: Math.floor(this.number() * 1e6), fileHashes };
  }

  #changed(stored: SerializableGraph): SerializableGraph {
    if (this.number() < 0.3) return this.graph(stored.repoId);
    const nodes = [...stored.nodes.filter(() => this.number() < 0.8), ...this.#nodes(3)];
    const edges = [...stored.edges.filter(() => this.number() < 0.8), ...this.#edges(3)];
    return { ...stored, nodes, edges };
  }

  /** Now and then with an edge whose source lies elsewhere, which has to be refused. */
  #replacement(stored: SerializableGraph): FileReplacement {
    const files = [this.pick(FILES), ...this.#list(1, () => this.pick(FILES))];
    const nodes = [
      ...this.#some(stored.nodes.filter(({ file }) => files.includes(file))),
      ...this.#nodes(4, files),
    ];
    const own = nodes.map(({ id }) => id);
    const sources = own.length > 0 && this.number() < 0.8 ? own : IDS;
    const fileHashes = recordOf(this.#list(2, () => [this.pick(files), this.pick(NAMES)] as const));
    return { files, nodes, edges: this.#edges(5, sources), fileHashes };
  }
}
