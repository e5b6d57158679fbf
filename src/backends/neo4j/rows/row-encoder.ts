import type { SerializableEdge, SerializableNode } from '../../../graph/index.ts';
import { Numbering } from '../../../traversal/index.ts';
import { withAttributes } from '../cypher/attribute-text.ts';
import type { RowOf, Statement } from '../cypher/statement.ts';
import * as cypher from '../cypher/statements.generated.ts';
import { CommonAttributes } from './attribute-columns.ts';
import { edgeColumns, nodeColumns } from './encode-columns.ts';
import { keyPrefix } from './keys.ts';

/** A statement and what it is run with. */
export interface Call<Row = unknown> {
  readonly statement: Statement<string, Row>;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Where rows are written. */
export interface Destination {
  readonly repoId: string;
  readonly generation: number;
}

/** New nodes, and what ties them to one another, by positions in `nodes`. */
export interface ConnectedNodes {
  readonly nodes: readonly SerializableNode[];
  readonly positions: ReadonlyMap<string, number>;
  readonly edges: readonly SerializableEdge[];
  /** Nodes and the declarations they lie in. */
  readonly child: readonly number[];
  readonly container: readonly number[];
}

const NONE = { properties: [], hasRare: false };

/**
 * Turns rows into statements with parameters. One for a store, for it remembers which attributes are common.
 */
export class RowEncoder {
  readonly #ofNodes = new CommonAttributes();
  readonly #ofEdges = new CommonAttributes();

  createNodes(destination: Destination, { nodes, positions, edges, child, container }: ConnectedNodes): Call {
    const node = this.#nodes(nodes, destination);
    const edge = this.#edges(edges, (id) => positions.get(id) as number);
    return {
      statement: withAttributes(cypher.createNodes, node.texts, edge.texts),
      parameters: { ...node.parameters, ...edge.parameters, child, container },
    };
  }

  upsertNodes(destination: Destination, nodes: readonly SerializableNode[]): Call {
    const { texts, parameters } = this.#nodes(nodes, destination);
    return { statement: withAttributes(cypher.upsertNodes, texts, NONE), parameters };
  }

  /**
   * For edges between nodes that are there: the statement gives how many it created, 0 if a node is missing.
   */
  createEdges(
    { generation }: Destination,
    edges: readonly SerializableEdge[],
  ): Call<RowOf<typeof cypher.createEdges>> {
    const ends = new Numbering();
    const { texts, parameters } = this.#edges(edges, (id) => ends.numberOf(id));
    return {
      statement: withAttributes(cypher.createEdges, NONE, texts),
      parameters: { ...parameters, id: ends.texts, prefix: keyPrefix(generation) },
    };
  }

  #nodes(nodes: readonly SerializableNode[], { repoId, generation }: Destination): Encoded {
    const { columns, rare } = this.#ofNodes.columnsOf(nodes);
    return {
      texts: { properties: this.#ofNodes.properties, hasRare: rare.length > 0 },
      parameters: {
        ...nodeColumns(nodes),
        repoId,
        generation,
        prefix: keyPrefix(generation),
        nodeAttribute: columns,
        rareNodeAttributes: rare,
      },
    };
  }

  #edges(edges: readonly SerializableEdge[], positionOf: (id: string) => number): Encoded {
    const { columns, rare } = this.#ofEdges.columnsOf(edges);
    return {
      texts: { properties: this.#ofEdges.properties, hasRare: rare.length > 0 },
      parameters: { ...edgeColumns(edges, positionOf), edgeAttribute: columns, rareEdgeAttributes: rare },
    };
  }
}

interface Encoded {
  readonly texts: { readonly properties: readonly string[]; readonly hasRare: boolean };
  readonly parameters: Readonly<Record<string, unknown>>;
}
