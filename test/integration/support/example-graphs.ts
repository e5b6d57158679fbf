import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadGraphFile } from '../../../src/formats/index.ts';
import type { SerializableGraph } from '../../../src/graph/index.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** The graph that the package brings, 4,422 nodes and 11,133 edges, under another name. */
export function exampleGraph(repoId: string): Promise<SerializableGraph> {
  return graphFile('examples/graphs/ajv-8.20.0.json.gz', repoId);
}

/** A graph file, named from the project's folder, under another name. */
export async function graphFile(path: string, repoId: string): Promise<SerializableGraph> {
  return { ...(await loadGraphFile(join(ROOT, path))), repoId };
}

/** Larger graphs that lie beside the project on some machines. */
export function isThere(path: string): boolean {
  return existsSync(join(ROOT, path));
}
