import { graphFullOf, HOSTILE_TEXTS } from '../../../src/conformance/cases/hostile-texts.ts';
import { bytes, edge, node } from '../../../src/conformance/fixtures.ts';
import { canonicalGraph, type SerializableGraph } from '../../../src/graph/index.ts';

/** Every hostile text in every field of one graph, with nodes in nodes, and a parent that is not stored. */
export function hostileGraph(repoId: string): SerializableGraph {
  const graphs = [...HOSTILE_TEXTS.values()].map((text) => graphFullOf(repoId, text));
  const nested = [
    node('outer', { kind: 'Class', file: 'nested.ts', span: bytes(0, 100) }),
    node('inner', { kind: 'Method', file: 'nested.ts', span: bytes(10, 90) }),
    node('named', { file: 'other.ts', attributes: { parent: 'outer' } }),
    node('waiting', { file: 'nested.ts', span: bytes(20, 30), attributes: { parent: 'not stored' } }),
  ];
  return canonicalGraph({
    repoId,
    nodes: [...graphs.flatMap(({ nodes }) => nodes), ...nested],
    edges: [
      ...graphs.flatMap(({ edges }) => edges),
      edge('inner', 'CALLS', 'outer'),
      edge('inner', 'DECLARED_IN', 'outer'),
    ],
    metadata: {
      ...(graphs[0] as SerializableGraph).metadata,
      fileHashes: Object.assign({}, ...graphs.map(({ metadata }) => metadata.fileHashes), {
        'gone.ts': 'hash',
      }),
    },
  });
}
