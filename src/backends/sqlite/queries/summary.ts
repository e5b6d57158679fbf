import { compareCodePoints } from '../../../graph/index.ts';
import type { GraphSummary, KindCount } from '../../../storage/index.ts';
import { StagedChanges } from '../staged-changes.ts';
import type { RepositoryReader } from './repository-reader.ts';
import * as sql from './statements.ts';

/**
 * As much of a summary as takes a pass over all rows: what a store of a whole graph leaves for its readers.
 */
export type CountedRows = Pick<GraphSummary, 'danglingEdges' | 'files' | 'nodesByKind' | 'edgesByKind'>;

/** Counts what a repository holds, by passes over its indexes. */
export function countRows(reader: RepositoryReader): CountedRows {
  return {
    danglingEdges: new StagedChanges(reader.connection, reader.repository).countDangling(),
    files: reader.count(sql.COUNT_FILES),
    nodesByKind: ranked(reader, sql.COUNT_NODE_KINDS),
    edgesByKind: ranked(reader, sql.COUNT_EDGE_KINDS),
  };
}

function ranked(reader: RepositoryReader, statement: string): KindCount[] {
  const counts = reader.json<[kind: number, count: number][]>(statement) ?? [];
  return counts
    .map(([kind, count]) => ({ kind: reader.kinds[kind] ?? '', count }))
    .sort((a, b) => b.count - a.count || compareCodePoints(a.kind, b.kind));
}
