import type { SerializableEdge, SerializableGraph, SerializableNode } from '../../../src/graph/index.ts';

export const NODE: SerializableNode = {
  id: 'n',
  name: 'name',
  kind: 'Function',
  file: 'a.ts',
  span: { startByte: 0, endByte: 1, startLine: 2, endLine: 3, startColumn: 4, endColumn: 5 },
  attributes: { a: 'b' },
};

export const EDGE: SerializableEdge = { source: 'n', target: 'm', kind: 'CALLS', attributes: { line: '7' } };

export const GRAPH: SerializableGraph = {
  repoId: 'r',
  nodes: [NODE],
  edges: [EDGE],
  metadata: {
    repoId: 'r',
    lastUpdated: { seconds: 10, nanoseconds: 20 },
    version: 1,
    fileHashes: { 'a.ts': 'hash' },
    totalNodes: 1,
    totalEdges: 1,
    schemaVersion: '1.0',
  },
};

/** An object with own keys that plain literals would lose. */
export function withProto(value: string): Record<string, string> {
  return Object.fromEntries([['__proto__', value]]);
}

/**
 * A deep copy of the graph with the value at the path replaced, or removed where the value is `undefined`.
 */
export function changed(graph: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(graph);
  let parent = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}
