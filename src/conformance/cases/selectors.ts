import type { SerializableGraph } from '../../graph/index.ts';
import type { NodeSelector } from '../../storage/index.ts';
import { edge, graphOf, node } from '../fixtures.ts';

/**
 * Nodes whose names, ids, kinds and files meet in ways that a selector
 * has to distinguish; each calls one other.
 */
export function namedGraph(repoId: string): SerializableGraph {
  const nodes = [
    node('1', { name: 'unique' }),
    node('2', { name: 'twice', kind: 'Function', file: 'a.ts' }),
    node('3', { name: 'twice', kind: 'Method', file: 'b.ts' }),
    node('4', { name: 'same kind', file: 'a.ts' }),
    node('5', { name: 'same kind', file: 'b.ts' }),
    node('name and id', { name: 'first' }),
    node('7', { name: 'name and id' }),
    node('', { name: 'without id' }),
    node('9', { name: '' }),
  ];
  const callees = nodes.map(({ id }) => node(`callee of ${id}`, { name: `called ${id}` }));
  const edges = nodes.map(({ id }) => edge(id, 'CALLS', `callee of ${id}`));
  return graphOf(repoId, [...nodes, ...callees], [...edges, edge('x', 'CALLS', 'y')]);
}

/** What is selected, how, and the id of the node. */
export const SELECTORS: readonly (readonly [string, NodeSelector, string])[] = [
  ['an id', '1', '1'],
  ['an exact name', 'unique', '1'],
  ['an id before a name', 'name and id', 'name and id'],
  ['an object with an id', { id: '2' }, '2'],
  ['an object with the empty id', { id: '' }, ''],
  ['the empty id before the empty name', '', ''],
  ['an object with a name', { name: 'unique' }, '1'],
  ['an object with the empty name', { name: '' }, '9'],
  ['a name that is also an id, as a name', { name: 'name and id' }, '7'],
  ['a name narrowed by kind', { name: 'twice', kind: 'Method' }, '3'],
  ['a name narrowed by file', { name: 'same kind', file: 'b.ts' }, '5'],
  ['a name narrowed by kind and file', { name: 'twice', kind: 'Function', file: 'a.ts' }, '2'],
];

/** What fits no node, and the selector. */
export const NO_NODES: readonly (readonly [string, NodeSelector])[] = [
  ['an unknown id or name', 'nowhere'],
  ['an unknown id, even if a node has that name', { id: 'unique' }],
  ['an unknown name, even if a node has that id', { name: '1' }],
  ['a part of a name', 'uniqu'],
  ['a name in another case', 'Unique'],
  ['a name of another kind', { name: 'unique', kind: 'Class' }],
  ['a name in another file', { name: 'unique', file: 'b.ts' }],
  ['an end that is not stored', 'y'],
  ['the id of an end that is not stored', { id: 'x' }],
  ['a long text', 'x'.repeat(20_000)],
];
