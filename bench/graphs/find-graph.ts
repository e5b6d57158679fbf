import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadGraphFile } from '../../src/formats/index.ts';
import type { SerializableGraph } from '../../src/index.ts';

const SHARED = join(import.meta.dirname, '../../../shared/graphs');

/** The graph that comes with the project, small enough for a quick look. */
export const SHIPPED_GRAPH: string = join(import.meta.dirname, '../../examples/graphs/ajv-8.20.0.json.gz');

/** A graph to measure with. */
export interface NamedGraph {
  /** Its file's name, and its size. */
  readonly name: string;
  readonly graph: SerializableGraph;
  /** Nodes and edges. */
  readonly rows: number;
}

/**
 * The file to measure with where none is given: the first of the
 * larger ones that is there, else the shipped one.
 */
export function defaultGraphFile(...larger: readonly string[]): string {
  return larger.map((name) => join(SHARED, name)).find((path) => existsSync(path)) ?? SHIPPED_GRAPH;
}

/** @throws StorageError as `loadGraphFile` does */
export async function namedGraph(file: string): Promise<NamedGraph> {
  const graph = await loadGraphFile(file);
  const { nodes, edges } = graph;
  const size = `${nodes.length.toLocaleString('en')} nodes, ${edges.length.toLocaleString('en')} edges`;
  const name = `${basename(file).replace(/\.(nd)?json(\.gz)?$/, '')}: ${size}`;
  return { name, graph, rows: nodes.length + edges.length };
}
