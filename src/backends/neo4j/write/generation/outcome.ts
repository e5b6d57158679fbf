import { throwIfAborted } from '../../../../errors/index.ts';
import type { Comparison } from '../../../../hashes/row-fingerprints.ts';
import { NO_ROWS, type RowCounts, type WriteOptions, type WriteOutcome } from '../../../../storage/index.ts';
import type { StatementRunner } from '../../connection/connection.ts';
import { graphPages } from '../../read/graph-pages.ts';
import type { StagedFacts } from './generation-writer.ts';

/** How a staged graph changes what is stored: reads all of that, and keeps none of it. */
export async function outcomeOver(
  tx: StatementRunner,
  generation: number,
  { fingerprints, totalNodes, totalEdges, dangling }: StagedFacts,
  options: WriteOptions,
): Promise<WriteOutcome> {
  const nodes = new Tally();
  const edges = new Tally();
  for await (const page of graphPages(tx, generation)) {
    throwIfAborted(options.signal);
    for (const node of page.nodes) nodes.count(fingerprints.compareNode(node));
    for (const edge of page.edges) edges.count(fingerprints.compareEdge(edge));
  }
  return { nodes: nodes.after(totalNodes), edges: edges.after(totalEdges), dangling };
}

/** The outcome where nothing was stored before. */
export function outcomeOfFirst({ totalNodes, totalEdges, dangling }: StagedFacts): WriteOutcome {
  return {
    nodes: { ...NO_ROWS, created: totalNodes },
    edges: { ...NO_ROWS, created: totalEdges },
    dangling,
  };
}

class Tally {
  readonly #counts: Record<Comparison, number> = { absent: 0, equal: 0, different: 0 };

  count(comparison: Comparison): void {
    this.#counts[comparison]++;
  }

  after(total: number): RowCounts {
    const { absent, equal, different } = this.#counts;
    return { created: total - equal - different, updated: different, unchanged: equal, deleted: absent };
  }
}
