import { bytes, edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import type { SerializableEdge, SerializableGraph, SerializableNode } from '../../../src/graph/index.ts';

const FILES = 5;
const METHODS = 8;

/** The name of the n-th file. */
export const fileName = (file: number): string => `src/f${file}.ts`;
/** The id of a method. */
export const methodId = (file: number, method: number): string => `f${file}.m${method}`;

/**
 * A small project in which every sort of row occurs: classes with methods, calls within and between files,
 * ends and parents that are not stored, hashes. Everything that can differ tells the state.
 */
export function projectGraph(repoId: string, state: string, files: number = FILES): SerializableGraph {
  const numbers = Array.from({ length: files }, (_, file) => file);
  return graphOf(
    repoId,
    numbers.flatMap((file) => fileNodes(file, state)),
    numbers.flatMap((file) => fileEdges(file, state)),
    {
      schemaVersion: state,
      fileHashes: Object.fromEntries(numbers.map((file) => [fileName(file), `${state} ${file}`])),
    },
  );
}

export function fileNodes(file: number, state: string): SerializableNode[] {
  const parts = { file: fileName(file), attributes: { state } };
  return [
    node(`f${file}`, { ...parts, kind: 'Class', name: `${state} class`, span: bytes(0, 1_000) }),
    node(`f${file}.orphan`, { ...parts, attributes: { state, parent: `absent ${file}` } }),
    ...Array.from({ length: METHODS }, (_, method) =>
      node(methodId(file, method), {
        ...parts,
        kind: 'Method',
        name: `${state} method`,
        span: bytes(method * 10, method * 10 + 9),
      }),
    ),
  ];
}

export function fileEdges(file: number, state: string): SerializableEdge[] {
  return Array.from({ length: METHODS }, (_, method) => [
    edge(methodId(file, method), 'CALLS', methodId(file, (method + 1) % METHODS), { state }),
    edge(methodId(file, method), 'READS', methodId((file + 1) % FILES, method), { state }),
    edge(methodId(file, method), 'CALLS', `library ${method}`),
  ]).flat();
}
