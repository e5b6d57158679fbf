import { StorageError } from '../../errors/index.ts';
import { copyEdge, copyNode } from '../../graph/index.ts';
import type { GraphSource } from '../graph-storage.ts';
import type { EditableGraph } from './editable-graph.ts';

/** Rows between two looks at the store when looking is not free. */
const ROWS_PER_LOOK = 1_000;

/** Whether the stream's graph is still the stored one. */
export interface StreamCheck {
  /** Asked before every row: must cost nothing. */
  isCurrent(): boolean;
  /** Asked at the start, now and then, and at the end of a pass: may look at a disk. */
  isStillStored?(): Promise<boolean>;
}

/** The graph as a source of copied rows; its iterators throw `CONFLICT` (retryable) once the check fails. */
export function streamEditable(repoId: string, graph: EditableGraph, check: StreamCheck): GraphSource {
  return {
    metadata: graph.metadata,
    nodes: () => rows(repoId, graph.nodes, copyNode, check),
    edges: () => rows(repoId, graph.edges, copyEdge, check),
  };
}

async function* rows<Row>(
  repoId: string,
  stored: ReadonlyMap<string, Row>,
  copy: (row: Row) => Row,
  check: StreamCheck,
): AsyncIterable<Row> {
  let untilLook = 0;
  for (const row of stored.values()) {
    if (untilLook-- === 0) {
      if ((await check.isStillStored?.()) === false) throw changedMeanwhile(repoId);
      untilLook = ROWS_PER_LOOK;
    }
    if (!check.isCurrent()) throw changedMeanwhile(repoId);
    yield copy(row);
  }
  if (!check.isCurrent() || (await check.isStillStored?.()) === false) throw changedMeanwhile(repoId);
}

function changedMeanwhile(repoId: string): StorageError {
  return new StorageError(
    'CONFLICT',
    `Repository ${JSON.stringify(repoId)} changed while it was being read. Discard what was read and read it again.`,
    { repoId, retryable: true },
  );
}
