import { compareCodePoints } from '../../../../graph/index.ts';
import type { Fan, Hotspot, HotspotsQuery, QueryList } from '../../../../storage/index.ts';
import { hotspotScore, pause } from '../../../../traversal/index.ts';
import { withTypes } from '../../cypher/expansion-text.ts';
import { typeOf } from '../../cypher/names.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import type { GenerationReader } from '../generation-reader.ts';

/** A node that may be ranked, with its neighbours counted. */
export interface FannedNode {
  readonly id: string;
  readonly kind: string;
  readonly fanIn: Fan;
  readonly fanOut: Fan;
}

/** All nodes with neighbours by edges of some kinds, but external ones; counted in the database. */
export async function readFans(
  reader: GenerationReader,
  edgeKinds: readonly string[],
): Promise<readonly FannedNode[]> {
  const rows = await reader.tx.run(withTypes(cypher.fans, edgeKinds.map(typeOf)), reader.range);
  return rows.flatMap(({ id: ids, kind, uniqueIn, weightedIn, uniqueOut, weightedOut }) =>
    ids.map((id, index) => ({
      id,
      kind,
      fanIn: { unique: uniqueIn[index] ?? 0, weighted: weightedIn[index] ?? 0 },
      fanOut: { unique: uniqueOut[index] ?? 0, weighted: weightedOut[index] ?? 0 },
    })),
  );
}

/**
 * The nodes with the most neighbours, by score, descending, then by id; only those that are listed are read.
 */
export async function hotspotsAmong(
  reader: GenerationReader,
  nodes: readonly FannedNode[],
  query: HotspotsQuery,
): Promise<QueryList<Hotspot>> {
  const kinds = query.kinds === undefined ? undefined : new Set(query.kinds);
  const ranked = nodes
    .filter(({ kind }) => kinds?.has(kind) !== false)
    .map((node) => ({ node, score: scoreOf(node, query) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || compareCodePoints(a.node.id, b.node.id));
  await pause(query, 'nodes', nodes.length);
  const listed = ranked.slice(0, query.limit);
  const summaries = await reader.summaries(listed.map(({ node }) => node.id));
  const items = summaries.flatMap((summary, index) => {
    const { node, score } = listed[index] ?? {};
    return node === undefined || score === undefined
      ? []
      : [{ ...summary, fanIn: { ...node.fanIn }, fanOut: { ...node.fanOut }, score }];
  });
  return { items, total: ranked.length, truncated: ranked.length > listed.length, caveats: [] };
}

function scoreOf({ fanIn, fanOut }: FannedNode, query: HotspotsQuery): number {
  return hotspotScore(
    query,
    () => fanIn,
    () => fanOut,
  );
}
