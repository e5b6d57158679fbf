import type { Statement } from './statement.ts';

/** What the attributes of a batch are to its statement. */
export interface AttributeTexts {
  /** The properties that have columns. */
  readonly properties: readonly string[];
  readonly hasRare: boolean;
}

/**
 * A statement with the properties of its columns written into its text.
 * Their names, by `names.ts`, need no quoting.
 */
export function withAttributes<Parameter extends string, Row>(
  statement: Statement<Parameter, Row>,
  nodes: AttributeTexts,
  edges: AttributeTexts,
): Statement<Parameter, Row> {
  const text = statement.text
    .replace('attr_node: $nodeAttribute[0][i]', assignments(nodes, '$nodeAttribute'))
    .replace('attr_edge: $edgeAttribute[0][i]', assignments(edges, '$edgeAttribute'))
    .replace(/^.*\$rareNodeAttributes.*\n/m, (line) => (nodes.hasRare ? line : ''))
    .replace(/^.*\$rareEdgeAttributes.*\n/m, (line) => (edges.hasRare ? line : ''));
  return { ...statement, text };
}

function assignments({ properties }: AttributeTexts, parameter: string): string {
  // A map must not end in a comma, so where there is nothing to set, nothing is set.
  if (properties.length === 0) return 'attr_: null';
  return properties.map((property, column) => `${property}: ${parameter}[${column}][i]`).join(', ');
}
