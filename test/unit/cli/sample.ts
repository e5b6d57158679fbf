import { graphToJson, type SerializableGraph, type SerializableNode } from '../../../src/graph/index.ts';

function node(name: string, kind: string, file: string, line: number): SerializableNode {
  const span = {
    startByte: line * 10,
    endByte: line * 10 + 9,
    startLine: line,
    endLine: line,
    startColumn: 0,
    endColumn: 9,
  };
  return { id: `${file}#${kind}:${name}`, name, kind, file, span, attributes: {} };
}

const main = node('main.ts', 'Module', 'src/main.ts', 0);
/** Says that something is known about exports, so that these are not in doubt. */
const start = { ...node('start', 'Function', 'src/main.ts', 2), attributes: { exported: 'false' } };
const save = node('save', 'Function', 'src/store.ts', 3);
const saveMethod = node('save', 'Method', 'src/memory.ts', 5);
const unused = node('unused', 'Function', 'src/store.ts', 9);

/** Five nodes: a module that calls `start`, which calls one of two `save`; `unused` is dead. */
export function sampleGraph(repoId: string): SerializableGraph {
  const calls = (source: SerializableNode, target: SerializableNode) => ({
    source: source.id,
    target: target.id,
    kind: 'CALLS',
    attributes: {},
  });
  return {
    repoId,
    nodes: [main, start, save, saveMethod, unused],
    edges: [
      calls(main, start),
      calls(start, save),
      calls(save, saveMethod),
      { source: start.id, target: 'library#log', kind: 'CALLS', attributes: {} },
    ],
    metadata: {
      repoId,
      lastUpdated: { seconds: 1_795_305_600, nanoseconds: 0 },
      version: 1,
      fileHashes: {},
      totalNodes: 5,
      totalEdges: 4,
      schemaVersion: '1.0',
    },
  };
}

/** The graph as a file holds it. */
export function sampleJson(repoId: string): string {
  return JSON.stringify(graphToJson(sampleGraph(repoId)));
}
