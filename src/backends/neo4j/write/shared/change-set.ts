import {
  equalEdges,
  equalNodes,
  equalRecords,
  type GraphMetadata,
  rowDifference,
  type SerializableEdge,
  type SerializableNode,
} from '../../../../graph/index.ts';
import type { EditableGraph } from '../../../../storage/index.ts';

/** The rows by which a repository, or the part of it that was looked at, differs after an edit. */
export interface ChangeSet {
  /** Created or changed. */
  readonly nodes: readonly SerializableNode[];
  readonly createdNodes: readonly SerializableNode[];
  readonly changedNodes: readonly SerializableNode[];
  /** The old rows of changed nodes, in the same order. */
  readonly formerNodes: readonly SerializableNode[];
  readonly deletedNodes: readonly SerializableNode[];
  readonly createdEdges: readonly SerializableEdge[];
  /** Deleted or about to be written anew. */
  readonly removedEdges: readonly SerializableEdge[];
  readonly insertedEdges: readonly SerializableEdge[];
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Hashes to write, and paths whose hash is gone. */
  readonly hashes: readonly (readonly [path: string, hash: string])[];
  readonly goneHashes: readonly string[];
}

/** A snapshot of a graph's rows, taken before it is edited. */
export interface RowsBefore {
  readonly nodes: ReadonlyMap<string, SerializableNode>;
  readonly edges: ReadonlyMap<string, SerializableEdge>;
  readonly metadata: GraphMetadata;
}

/** Notes the rows of a graph, which an edit replaces and never changes. */
export function snapshotOf(graph: EditableGraph): RowsBefore {
  return { nodes: new Map(graph.nodes), edges: new Map(graph.edges), metadata: graph.metadata };
}

/** The rows by which two states of a graph differ. */
export function changesBetween(before: RowsBefore, after: RowsBefore | EditableGraph): ChangeSet {
  const nodes = rowDifference(before.nodes, after.nodes, equalNodes);
  const edges = rowDifference(before.edges, after.edges, equalEdges);
  const oldHashes = before.metadata.fileHashes;
  const newHashes = after.metadata.fileHashes;
  return {
    nodes: [...nodes.created, ...nodes.changed],
    createdNodes: nodes.created,
    changedNodes: nodes.changed,
    formerNodes: nodes.former,
    deletedNodes: nodes.deleted,
    createdEdges: edges.created,
    removedEdges: [...edges.deleted, ...edges.former],
    insertedEdges: [...edges.created, ...edges.changed],
    nodeCount: after.nodes.size - before.nodes.size,
    edgeCount: after.edges.size - before.edges.size,
    hashes: Object.entries(newHashes).filter(
      ([path, hash]) => !Object.hasOwn(oldHashes, path) || oldHashes[path] !== hash,
    ),
    goneHashes: Object.keys(oldHashes).filter((path) => !Object.hasOwn(newHashes, path)),
  };
}

/** How many rows a change set writes or deletes. */
export function sizeOf(changes: ChangeSet): number {
  return (
    changes.nodes.length +
    changes.deletedNodes.length +
    changes.removedEdges.length +
    changes.insertedEdges.length
  );
}

/** Whether anything but the totals would be written. */
export function isEmpty(changes: ChangeSet): boolean {
  return sizeOf(changes) === 0 && changes.hashes.length === 0 && changes.goneHashes.length === 0;
}

/** Metadata without what the change set or the totals cover. */
export function equalDescriptions(a: GraphMetadata, b: GraphMetadata): boolean {
  return (
    a.version === b.version &&
    a.schemaVersion === b.schemaVersion &&
    a.lastUpdated.seconds === b.lastUpdated.seconds &&
    a.lastUpdated.nanoseconds === b.lastUpdated.nanoseconds &&
    equalRecords(a.fileHashes, b.fileHashes)
  );
}
