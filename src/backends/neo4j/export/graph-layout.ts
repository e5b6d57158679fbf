import { throwIfAborted } from '../../../errors/index.ts';
import { edgeLabel, givenTwice, nodeLabel, readOnce } from '../../../formats/each-row-once.ts';
import {
  attribute,
  type GraphMetadata,
  type SerializableEdge,
  type SerializableNode,
} from '../../../graph/index.ts';
import { RowFingerprints } from '../../../hashes/row-fingerprints.ts';
import type { ReadOptions, RowSource } from '../../../storage/index.ts';
import { containmentOf } from '../write/shared/derive-containment.ts';

/** What the store derives from the nodes: where one is declared, or which parent it waits for. */
export interface DerivedRelationship {
  readonly source: string;
  readonly type: 'DECLARED_IN' | 'AWAITS_PARENT';
  readonly target: string;
}

/** A source file node of the layout. */
export interface LayoutFile {
  readonly path: string;
  readonly hash: string | null;
  readonly digest: string | null;
}

/**
 * Everything that the store's layout has for a graph, row by row, for writers of files
 * that no server helps. Kept in memory are hashes of the rows, the ends that are not
 * stored, and nodes of files of which more are to come.
 */
export class GraphLayout {
  readonly #rows: RowSource;
  readonly #fingerprints: RowFingerprints;
  readonly #options: ReadOptions;
  readonly #nodesOfFile = new Map<string, number>();
  readonly #unresolved = new Set<string>();
  readonly #nodeAttributes = new Set<string>();
  readonly #edgeAttributes = new Set<string>();

  private constructor(rows: RowSource, options: ReadOptions) {
    this.#rows = rows;
    this.#options = options;
    this.#fingerprints = new RowFingerprints({ remembersEdges: true });
  }

  /**
   * Reads all rows once.
   * @throws `UNSUPPORTED` for rows that cannot be read again, `INVALID_GRAPH` for a row that is given twice
   */
  static async of(rows: RowSource, options: ReadOptions): Promise<GraphLayout> {
    if (rows.readOnce) throw readOnce();
    const layout = new GraphLayout(rows, options);
    await layout.#lookAtNodes();
    for await (const edge of layout.edges()) layout.#lookAtEdge(edge);
    return layout;
  }

  get metadata(): GraphMetadata {
    const { metadata } = this.#rows;
    return {
      ...metadata,
      totalNodes: this.#fingerprints.nodeCount,
      totalEdges: this.#fingerprints.edgeCount,
    };
  }

  get nodeAttributes(): readonly string[] {
    return [...this.#nodeAttributes];
  }

  get edgeAttributes(): readonly string[] {
    return [...this.#edgeAttributes];
  }

  /** Ends of edges, and parents, that are not stored. */
  get unresolved(): Iterable<string> {
    return this.#unresolved;
  }

  nodes(): AsyncIterable<SerializableNode> {
    return this.#each(this.#rows.nodes());
  }

  edges(): AsyncIterable<SerializableEdge> {
    return this.#each(this.#rows.edges());
  }

  async *derived(): AsyncIterable<DerivedRelationship> {
    const begun = new Map<string, SerializableNode[]>();
    for await (const node of this.nodes()) {
      const { file } = node;
      // Nodes without a file are no siblings.
      const siblings = file === '' ? [] : (begun.get(file) ?? []);
      siblings.push(node);
      if (file === '' || siblings.length === this.#nodesOfFile.get(file)) {
        begun.delete(file);
        yield* this.#derivedOf(siblings);
      } else {
        begun.set(file, siblings);
      }
    }
  }

  *files(): Iterable<LayoutFile> {
    const { digests } = this.#fingerprints;
    const { fileHashes } = this.#rows.metadata;
    for (const path of new Set([...digests.paths, ...Object.keys(fileHashes)])) {
      yield { path, hash: attribute(fileHashes, path) ?? null, digest: digests.digestOf(path) };
    }
  }

  async #lookAtNodes(): Promise<void> {
    const parents = new Set<string>();
    for await (const node of this.nodes()) {
      if (!this.#fingerprints.addNode(node, 0)) throw givenTwice(nodeLabel(node));
      for (const name of Object.keys(node.attributes)) this.#nodeAttributes.add(name);
      this.#nodesOfFile.set(node.file, (this.#nodesOfFile.get(node.file) ?? 0) + 1);
      const parent = attribute(node.attributes, 'parent');
      if (parent !== undefined && !this.#isStored(parent)) parents.add(parent);
    }
    for (const parent of parents) if (!this.#isStored(parent)) this.#unresolved.add(parent);
  }

  #lookAtEdge(edge: SerializableEdge): void {
    if (!this.#fingerprints.addEdge(edge)) throw givenTwice(edgeLabel(edge));
    for (const name of Object.keys(edge.attributes)) this.#edgeAttributes.add(name);
    for (const end of [edge.source, edge.target]) if (!this.#isStored(end)) this.#unresolved.add(end);
  }

  *#derivedOf(siblings: readonly SerializableNode[]): Iterable<DerivedRelationship> {
    const { containers, awaited } = containmentOf(siblings, (id) => this.#isStored(id));
    for (const [source, target] of containers) yield { source, type: 'DECLARED_IN', target };
    for (const [source, target] of awaited) yield { source, type: 'AWAITS_PARENT', target };
  }

  #isStored(id: string): boolean {
    return this.#fingerprints.batchOf(id) !== -1;
  }

  async *#each<Row>(chunks: AsyncIterable<readonly Row[]>): AsyncIterable<Row> {
    for await (const chunk of chunks) {
      throwIfAborted(this.#options.signal);
      yield* chunk;
    }
  }
}
