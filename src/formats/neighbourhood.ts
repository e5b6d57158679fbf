import type { SerializableEdge } from '../graph/index.ts';
import type { NodeSummary } from '../storage/index.ts';

/** A part of a repository's graph, small enough to be looked at. */
export interface Neighbourhood {
  readonly repoId: string;
  /** What it was asked around, drawn stronger. */
  readonly roots: readonly string[];
  readonly nodes: readonly NodeSummary[];
  /** Edges among the nodes. */
  readonly edges: readonly SerializableEdge[];
}
