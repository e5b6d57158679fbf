import type { SerializableNode } from '../../graph/index.ts';
import { containersInFile } from './containers.ts';
import { groupBy } from './group-by.ts';
import { languageOf } from './language.ts';
import { isApi, isExternal } from './node-flags.ts';
import { Numbering } from './numbering.ts';
import { type VertexLists, vertexLists } from './vertex-lists.ts';

/** Nodes by vertex; `undefined` for an end that is not stored. */
type Vertices = readonly (SerializableNode | undefined)[];

/** Stands for the container of a vertex that has none. */
export const NO_CONTAINER = -1;

/** The container of each vertex, or {@link NO_CONTAINER}. */
export function findContainers(
  vertices: Vertices,
  storedVertex: (id: string) => number | undefined,
): Int32Array {
  const isStored = (id: string): boolean => storedVertex(id) !== undefined;
  const found = new Map<string, string>();
  const stored = vertices.filter((node) => node !== undefined);
  for (const nodes of groupBy(stored, ({ file }) => file).values()) {
    for (const [id, container] of containersInFile(nodes, isStored)) found.set(id, container);
  }
  return containersOf(vertices.length, found, storedVertex);
}

/** The container of each vertex, or {@link NO_CONTAINER}, from ids of stored nodes. */
export function containersOf(
  vertices: number,
  known: ReadonlyMap<string, string>,
  storedVertex: (id: string) => number | undefined,
): Int32Array {
  const containers = new Int32Array(vertices).fill(NO_CONTAINER);
  for (const [id, container] of known) {
    const vertex = storedVertex(id);
    if (vertex !== undefined) containers[vertex] = storedVertex(container) ?? NO_CONTAINER;
  }
  return containers;
}

/** The vertices that each vertex contains. */
export function findContents(containers: Int32Array): VertexLists {
  const owners: number[] = [];
  const members: number[] = [];
  for (const [vertex, container] of containers.entries()) {
    if (container === NO_CONTAINER) continue;
    owners.push(container);
    members.push(vertex);
  }
  return vertexLists(containers.length, owners, members);
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
export function findLanguages(vertices: Vertices): Languages {
  const names = new Numbering();
  const of = Uint32Array.from(vertices, (node) => names.numberOf(node === undefined ? '' : languageOf(node)));
  return { count: names.texts.length, names: names.texts, of };
}

/** 1 for each vertex that is external or not stored. */
export function findExternal(vertices: Vertices): Uint8Array {
  return Uint8Array.from(vertices, (node) => (node === undefined || isExternal(node) ? 1 : 0));
}

/** Whether any node that is not external is part of its package's API. */
export function findApi(vertices: Vertices): boolean {
  return vertices.some((node) => node !== undefined && isApi(node) && !isExternal(node));
}
