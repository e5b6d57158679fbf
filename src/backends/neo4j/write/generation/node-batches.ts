import { attribute, groupBy, type SerializableEdge, type SerializableNode } from '../../../../graph/index.ts';
import type { RowFingerprints } from '../../../../hashes/row-fingerprints.ts';
import type { RowSource } from '../../../../storage/index.ts';
import { containersInFile } from '../../../../traversal/index.ts';
import { type BatchLimits, edgeSize, nodeSize } from '../../rows/batches.ts';
import type { ConnectedNodes } from '../../rows/row-encoder.ts';
import { EdgeFeed } from './edge-feed.ts';

/** From this share of a batch on it ends with a file, so that most files lie in one batch whole. */
const ENOUGH = 0.75;
/** Nodes of files that are cut by the end of a batch, in batches. */
const MOST_CARRIED = 5;
/** Edges whose source is not there that a batch passes over, as a share of its rows. */
const AHEAD = 0.01;

/** A node, and the declaration it lies in. */
type IdPair = readonly [child: string, container: string];

/** A batch of new nodes with the edges and the containment among them, which need no look-up. */
export interface NodeBatch extends ConnectedNodes {
  readonly number: number;
}

/**
 * Cuts a graph's nodes into batches, and takes along the edges among the nodes of one batch where the source
 * gives them in about the same order. Everything else is left over, to be done when all nodes are there.
 */
export class NodeBatches {
  readonly #source: RowSource;
  readonly #fingerprints: RowFingerprints;
  readonly #limits: BatchLimits;
  readonly #feed: EdgeFeed | undefined;
  /** How many edges had been taken when each batch was closed. */
  readonly #takenBy: number[] = [];
  readonly #finished = new Set<string>();
  #begun: { readonly file: string; readonly nodes: SerializableNode[] } | undefined;
  /** Nodes given twice, or so it seems, in their order. */
  readonly lateNodes: SerializableNode[] = [];
  readonly lateEdges: SerializableEdge[] = [];
  /** Nodes and the declarations they lie in, of files that are cut by the end of a batch. */
  readonly containers: IdPair[] = [];
  /** Files whose containment has to be looked up. */
  readonly openFiles: Set<string> = new Set();

  constructor(source: RowSource, fingerprints: RowFingerprints, limits: BatchLimits) {
    this.#source = source;
    this.#fingerprints = fingerprints;
    this.#limits = limits;
    // What is read once cannot be read on for the edges that were passed over.
    this.#feed = source.readOnce ? undefined : new EdgeFeed(source.edges());
  }

  async *withNodes(): AsyncGenerator<NodeBatch> {
    let batch = new GrowingBatch(0);
    try {
      for await (const chunk of this.#source.nodes()) {
        for (const node of chunk) {
          if (batch.isFullFor(node, this.#limits)) {
            yield await this.#close(batch, node.file);
            batch = new GrowingBatch(batch.number + 1);
          }
          if (this.#fingerprints.addNode(node, batch.number)) batch.addNode(node);
          else this.#addLate(node);
        }
      }
      if (batch.nodes.length > 0) yield await this.#close(batch);
    } finally {
      await this.#feed?.close();
    }
  }

  /** The edges that came with no batch of nodes; to be read when all nodes are there. */
  async *edgesLeft(): AsyncGenerator<SerializableEdge[]> {
    const late = new Set(this.lateNodes.map((node) => node.id));
    let index = 0;
    let batch = 0;
    for await (const chunk of this.#source.edges()) {
      const left: SerializableEdge[] = [];
      for (const edge of chunk) {
        while (index >= (this.#takenBy[batch] ?? Number.POSITIVE_INFINITY)) batch++;
        index++;
        // A hash that two ids share may have named the wrong batch.
        if (late.has(edge.source) || late.has(edge.target)) {
          this.#fingerprints.addEdge(edge);
          this.lateEdges.push(edge);
        } else if (!this.#cameWith(batch, edge)) {
          if (this.#fingerprints.addEdge(edge)) left.push(edge);
          else this.lateEdges.push(edge);
        }
      }
      yield left;
    }
  }

  #cameWith(batch: number, { source, target }: SerializableEdge): boolean {
    if (batch >= this.#takenBy.length) return false;
    return this.#fingerprints.batchOf(source) === batch && this.#fingerprints.batchOf(target) === batch;
  }

  /** @param next the file of the node that comes after the batch */
  async #close(batch: GrowingBatch, next?: string): Promise<NodeBatch> {
    const { nodes, positions, number } = batch;
    const edges: SerializableEdge[] = [];
    let bytes = batch.bytes;
    let ahead = 0;
    await this.#feed?.takeWhile((edge) => {
      if (edges.length >= 2 * this.#limits.batchRows || bytes > 2 * this.#limits.batchBytes) return false;
      if (!positions.has(edge.source)) {
        // Its source came before, comes later, or never: a few of the
        // latter must not hold up all that follow.
        return this.#fingerprints.batchOf(edge.source) !== -1 || ++ahead <= this.#limits.batchRows * AHEAD;
      }
      if (!positions.has(edge.target)) return true;
      if (this.#fingerprints.addEdge(edge)) edges.push(edge);
      else this.lateEdges.push(edge);
      bytes += edgeSize(edge);
      return true;
    });
    this.#takenBy.push(this.#feed?.taken ?? 0);
    return { number, nodes, positions, edges, ...this.#containment(batch, next) };
  }

  #containment({ nodes, positions }: GrowingBatch, next?: string): Pick<NodeBatch, 'child' | 'container'> {
    const child: number[] = [];
    const container: number[] = [];
    for (const [file, siblings] of groupBy(nodes, ({ file: path }) => path)) {
      if (this.#finished.has(file)) this.openFiles.add(file);
      else if (file === next || this.#begun?.file === file) this.#carry(file, siblings, file === next);
      else {
        for (const [inner, outer] of this.#containersOf(file, siblings)) {
          child.push(positions.get(inner) as number);
          container.push(positions.get(outer) as number);
        }
      }
    }
    return { child, container };
  }

  /** Keeps the nodes of a file that goes on in the next batch, until it ends. */
  #carry(file: string, siblings: readonly SerializableNode[], goesOn: boolean): void {
    this.#begun ??= { file, nodes: [] };
    for (const node of siblings) this.#begun.nodes.push(node);
    if (this.#begun.nodes.length + this.containers.length > this.#limits.batchRows * MOST_CARRIED) {
      this.openFiles.add(file);
      this.#finished.add(file);
      this.#begun = undefined;
    } else if (!goesOn) {
      for (const pair of this.#containersOf(file, this.#begun.nodes)) this.containers.push(pair);
      this.#begun = undefined;
    }
  }

  /** The containers of a whole file, none if they cannot be seen from it alone. */
  #containersOf(file: string, siblings: readonly SerializableNode[]): Iterable<readonly [string, string]> {
    this.#finished.add(file);
    const ids = new Set(siblings.map((node) => node.id));
    if (siblings.every((node) => hasParentIn(ids, node)))
      return containersInFile(siblings, (id) => ids.has(id));
    this.openFiles.add(file);
    return [];
  }

  #addLate(node: SerializableNode): void {
    this.lateNodes.push(node);
    this.openFiles.add(node.file).add(this.#fingerprints.fileOf(node.id));
  }
}

/** What a part of a batch's nodes is created with. */
export function partOfBatch(batch: NodeBatch, nodes: readonly SerializableNode[]): ConnectedNodes {
  if (nodes === batch.nodes) return batch;
  const positions = new Map(nodes.map(({ id }, position) => [id, position]));
  const containers = containersOf(batch).filter((pair) => pair.every((id) => positions.has(id)));
  const positionOf = (id: string): number => positions.get(id) as number;
  return {
    nodes,
    positions,
    edges: batch.edges.filter(({ source, target }) => positions.has(source) && positions.has(target)),
    child: containers.map(([child]) => positionOf(child)),
    container: containers.map(([, container]) => positionOf(container)),
  };
}

/** What ties nodes of different parts of a batch to one another. */
export function tiesBetween(
  batch: NodeBatch,
  parts: readonly (readonly SerializableNode[])[],
): { readonly edges: readonly SerializableEdge[]; readonly containers: readonly IdPair[] } {
  if (parts.length === 1) return { edges: [], containers: [] };
  const partOf = new Map(parts.flatMap((nodes, part) => nodes.map(({ id }) => [id, part])));
  const areApart = (one: string, other: string): boolean => partOf.get(one) !== partOf.get(other);
  return {
    edges: batch.edges.filter(({ source, target }) => areApart(source, target)),
    containers: containersOf(batch).filter(([child, container]) => areApart(child, container)),
  };
}

function containersOf({ nodes, child, container }: ConnectedNodes): IdPair[] {
  const idAt = (position: number | undefined): string => nodes[position ?? -1]?.id ?? '';
  return child.map((position, index) => [idAt(position), idAt(container[index])]);
}

function hasParentIn(ids: ReadonlySet<string>, node: SerializableNode): boolean {
  const parent = attribute(node.attributes, 'parent');
  return parent === undefined || ids.has(parent);
}

class GrowingBatch {
  readonly number: number;
  readonly nodes: SerializableNode[] = [];
  readonly positions = new Map<string, number>();
  bytes = 0;

  constructor(number: number) {
    this.number = number;
  }

  addNode(node: SerializableNode): void {
    this.positions.set(node.id, this.nodes.length);
    this.nodes.push(node);
    this.bytes += nodeSize(node);
  }

  isFullFor(node: SerializableNode, { batchRows, batchBytes }: BatchLimits): boolean {
    const { length } = this.nodes;
    if (length === 0) return false;
    const bytes = this.bytes + nodeSize(node);
    if (length >= batchRows || bytes > batchBytes) return true;
    const isNextFile = this.nodes[length - 1]?.file !== node.file;
    return isNextFile && (length >= batchRows * ENOUGH || bytes > batchBytes * ENOUGH);
  }
}
