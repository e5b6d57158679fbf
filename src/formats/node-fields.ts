import type { SerializableNode } from '../graph/index.ts';

/** Stands before an attribute's name, so that it never meets a field's. Neo4j's properties have the same. */
export const ATTRIBUTE_PREFIX = 'attr_';

/** The fields of a node beside its id and attributes, as forms with typed columns name them. */
export const NODE_FIELDS: readonly {
  readonly name: string;
  readonly type: 'string' | 'long';
  readonly of: (node: Omit<SerializableNode, 'attributes'>) => string | number;
}[] = [
  { name: 'name', type: 'string', of: (node) => node.name },
  { name: 'kind', type: 'string', of: (node) => node.kind },
  { name: 'file', type: 'string', of: (node) => node.file },
  { name: 'startByte', type: 'long', of: ({ span }) => span.startByte },
  { name: 'endByte', type: 'long', of: ({ span }) => span.endByte },
  { name: 'startLine', type: 'long', of: ({ span }) => span.startLine },
  { name: 'endLine', type: 'long', of: ({ span }) => span.endLine },
  { name: 'startColumn', type: 'long', of: ({ span }) => span.startColumn },
  { name: 'endColumn', type: 'long', of: ({ span }) => span.endColumn },
];
