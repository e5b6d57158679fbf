import { edgeKey } from '../../../../graph/index.ts';
import type { CallPath, PathQuery, PathStep } from '../../../../storage/index.ts';
import { leastPath } from '../../../../traversal/index.ts';
import { edgeTypes } from '../edge-types.ts';
import type { GenerationReader } from '../generation-reader.ts';
import { idsOfNumbers, numbersOfIds } from '../numbers/node-numbers.ts';
import type { NumberedEdge } from '../numbers/numbered-edges.ts';
import { edgesOnShortestPaths, TOO_FAR } from './path-search.ts';

/**
 * A shortest path, of several the least by ids, then by kinds: which are the shortest is found out in the
 * database, and which is the least among the edges that lie on them.
 *
 * @throws `NOT_FOUND`, `AMBIGUOUS`
 */
export async function callPath(
  reader: GenerationReader,
  query: PathQuery,
): Promise<CallPath | undefined | typeof TOO_FAR> {
  const [from, to] = await reader.selectAll([query.from, query.to]);
  if (from === undefined || to === undefined) return undefined;
  const numbers = await numbersOfIds(reader, [from.id, to.id]);
  const [start, goal] = [numbers.get(from.id), numbers.get(to.id)];
  if (start === undefined || goal === undefined) return undefined;
  const types = await edgeTypes(reader, query.edgeKinds);
  const edges = await edgesOnShortestPaths(reader, start, goal, query.depth, types);
  if (edges === undefined || edges === TOO_FAR) return edges;
  return { from, steps: await stepsAlong(reader, edges, from.id, to.id) };
}

async function stepsAlong(
  reader: GenerationReader,
  edges: readonly NumberedEdge[],
  from: string,
  to: string,
): Promise<PathStep[]> {
  const numbers = new Set(edges.flatMap(({ source, target }) => [source, target]));
  const ids = await idsOfNumbers(reader, numbers);
  const named = edges.map(({ source, target, type, kind }) => ({
    source: ids.get(source) ?? '',
    target: ids.get(target) ?? '',
    kind: kind ?? type,
  }));
  const path = leastPath(named, from, to);
  const stored = new Map((await reader.rows.edges(path)).map((edge) => [edgeKey(edge), edge]));
  const ends = new Map(
    (await reader.summaries(path.map(({ target }) => target))).map((end) => [end.id, end]),
  );
  return path.map((reference) => ({
    edge: stored.get(edgeKey(reference)) ?? { ...reference, attributes: {} },
    to: ends.get(reference.target) ?? { id: reference.target, stored: false },
  }));
}
