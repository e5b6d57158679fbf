import { compareCodePoints } from '../../../graph/index.ts';
import type { GraphSummary, KindCount } from '../../../storage/index.ts';
import { DERIVED_TYPES } from '../cypher/names.ts';
import * as cypher from '../cypher/statements.generated.ts';
import { countDangling } from '../read/metadata.ts';
import type { GenerationReader } from './generation-reader.ts';

/** What a repository holds, counted in the database. */
export async function summary(reader: GenerationReader, repoId: string): Promise<GraphSummary> {
  const { tx, range } = reader;
  const nodesByKind = ranked(await tx.run(cypher.countNodesByKind, range));
  const edgesByKind = ranked(
    await tx.run(cypher.countEdgesByKind, { ...range, derivedTypes: DERIVED_TYPES }),
  );
  const { files } = await tx.one(cypher.countFiles, range);
  return {
    repoId,
    totalNodes: sum(nodesByKind),
    totalEdges: sum(edgesByKind),
    danglingEdges: await countDangling(tx, reader.generation),
    files,
    nodesByKind,
    edgesByKind,
  };
}

function ranked(counts: readonly KindCount[]): KindCount[] {
  return counts.toSorted((a, b) => b.count - a.count || compareCodePoints(a.kind, b.kind));
}

function sum(counts: readonly KindCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
