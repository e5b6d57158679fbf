import { setOwn } from './attributes.ts';

type Fields = ReadonlySet<string>;

const GRAPH: Fields = new Set(['repoId', 'repo_id', 'nodes', 'edges', 'metadata']);
const NODE: Fields = new Set(['id', 'name', 'kind', 'file', 'span', 'attributes']);
const EDGE: Fields = new Set(['source', 'target', 'kind', 'attributes']);
const SPAN: Fields = new Set([
  ...['startByte', 'endByte', 'startLine', 'endLine', 'startColumn', 'endColumn'],
  ...['start_byte', 'end_byte', 'start_line', 'end_line', 'start_column', 'end_column'],
]);
const METADATA: Fields = new Set([
  ...['repoId', 'lastUpdated', 'version', 'fileHashes', 'totalNodes', 'totalEdges', 'schemaVersion'],
  ...['repo_id', 'last_updated', 'file_hashes', 'total_nodes', 'total_edges', 'schema_version'],
]);

/** The most names of foreign fields that are reported one by one; the others are counted together. */
const MOST_NAMES = 100;
const FURTHER = 'further fields';

/** Counts the fields of given records that are no part of a graph, by names such as `node.signature`. */
export class IgnoredFields {
  readonly #counts = new Map<string, number>();

  get counts(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const [name, count] of this.#counts) setOwn(counts, name, count);
    return counts;
  }

  ofGraph(given: unknown): void {
    this.#look('graph', given, GRAPH, GRAPH.size - 1);
  }

  ofNode(given: unknown): void {
    this.#look('node', given, NODE, NODE.size);
    this.#look('node.span', (given as { readonly span?: unknown } | null)?.span, SPAN, SPAN.size / 2);
  }

  ofEdge(given: unknown): void {
    this.#look('edge', given, EDGE, EDGE.size);
  }

  ofMetadata(given: unknown): void {
    this.#look('metadata', given, METADATA, 0);
  }

  add(counts: Readonly<Record<string, number>>): void {
    for (const [name, count] of Object.entries(counts)) this.#count(name, count);
  }

  /**
   * @param most a valid record with no more fields than these has no
   * other: both notations are known, but one is used
   */
  #look(place: string, given: unknown, known: Fields, most: number): void {
    if (typeof given !== 'object' || given === null) return;
    const names = Object.keys(given);
    if (names.length <= most) return;
    for (const name of names) if (!known.has(name)) this.#count(`${place}.${name}`, 1);
  }

  #count(name: string, count: number): void {
    const key = this.#counts.has(name) || this.#counts.size < MOST_NAMES ? name : FURTHER;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
  }
}
