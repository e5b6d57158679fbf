import type { SerializableNode } from '../../graph/index.ts';
import { isDue, type Work } from '../turns.ts';
import { containersOfFile } from './containers.ts';
import { languageOf } from './language.ts';
import { isApi, isExternal } from './node-flags.ts';
import { Numbering } from './numbering.ts';
import { type VertexLists, vertexLists } from './vertex-lists.ts';

/** Nodes by vertex; `undefined` for an end that is not stored. */
type Vertices = readonly (SerializableNode | undefined)[];

/** Stands for the container of a vertex that has none. */
export const NO_CONTAINER = -1;

/** The container of each vertex, or {@link NO_CONTAINER}. */
export function* findContainers(
  vertices: Vertices,
  storedVertex: (id: string) => number | undefined,
): Work<Int32Array> {
  const isStored = (id: string): boolean => storedVertex(id) !== undefined;
  const found = new Map<string, string>();
  const files = new Map<string, SerializableNode[]>();
  for (const [vertex, node] of vertices.entries()) {
    if (isDue(vertex)) yield vertex;
    if (node === undefined) continue;
    const nodes = files.get(node.file);
    if (nodes === undefined) files.set(node.file, [node]);
    else nodes.push(node);
  }
  for (const nodes of files.values()) {
    for (const [id, container] of yield* containersOfFile(nodes, isStored)) found.set(id, container);
    yield found.size;
  }
  return yield* containersOf(vertices.length, found, storedVertex);
}

/** The container of each vertex, or {@link NO_CONTAINER}, from ids of stored nodes. */
export function* containersOf(
  vertices: number,
  known: ReadonlyMap<string, string>,
  storedVertex: (id: string) => number | undefined,
): Work<Int32Array> {
  const containers = new Int32Array(vertices).fill(NO_CONTAINER);
  let passed = 0;
  for (const [id, container] of known) {
    if (isDue(++passed)) yield passed;
    const vertex = storedVertex(id);
    if (vertex !== undefined) containers[vertex] = storedVertex(container) ?? NO_CONTAINER;
  }
  return containers;
}

/** The vertices that each vertex contains. */
export function* findContents(containers: Int32Array): Work<VertexLists> {
  const owners: number[] = [];
  const members: number[] = [];
  for (const [vertex, container] of containers.entries()) {
    if (isDue(vertex)) yield vertex;
    if (container === NO_CONTAINER) continue;
    owners.push(container);
    members.push(vertex);
  }
  return yield* vertexLists(containers.length, owners, members);
}

/** Languages as numbers from 0 to `count`, exclusive; without meaning for ends that are not stored. */
export interface Languages {
  readonly count: number;
  /** By number. */
  readonly names: readonly string[];
  /** By vertex. */
  readonly of: Uint32Array;
}

/** The language of each vertex, by number. */
export function* findLanguages(vertices: Vertices): Work<Languages> {
  const names = new Numbering();
  const of = new Uint32Array(vertices.length);
  for (const [vertex, node] of vertices.entries()) {
    if (isDue(vertex)) yield vertex;
    of[vertex] = names.numberOf(node === undefined ? '' : languageOf(node));
  }
  return { count: names.texts.length, names: names.texts, of };
}

/** 1 for each vertex that is external or not stored. */
export function* findExternal(vertices: Vertices): Work<Uint8Array> {
  const external = new Uint8Array(vertices.length);
  for (const [vertex, node] of vertices.entries()) {
    if (isDue(vertex)) yield vertex;
    if (node === undefined || isExternal(node)) external[vertex] = 1;
  }
  return external;
}

/** Whether any node that is not external is part of its package's API. */
export function* findApi(vertices: Vertices): Work<boolean> {
  for (const [vertex, node] of vertices.entries()) {
    if (isDue(vertex)) yield vertex;
    if (node !== undefined && isApi(node) && !isExternal(node)) return true;
  }
  return false;
}
