import { quote, StorageError } from '../../errors/index.ts';
import { pathMatcher } from '../../globs/glob-matcher.ts';
import { remembered } from '../../globs/remembered.ts';
import { compareCodePoints, type SerializableNode } from '../../graph/index.ts';
import type { AffectedFile, ImpactQuery, ImpactReport, RelatedNode } from '../../storage/index.ts';
import { danglingEndsCaveats } from '../caveats.ts';
import { breadthFirst } from '../graph/breadth-first.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import { stepsBackward } from '../graph/steps.ts';
import { nodeSummary } from '../node-summary.ts';
import { listOfFirst, longListOfFirst } from '../query-list.ts';
import { selectVertices } from '../select-vertex.ts';
import { nearNames } from '../selectors.ts';
import { inTurns, isDue, mapped, type Work } from '../turns.ts';

/**
 * Everyone who reaches the nodes or files that change, by distance, then by id.
 *
 * @throws `NOT_FOUND` also for a file in which no node lies; `AMBIGUOUS`
 */
export async function impactOf(graph: CompactGraph, query: ImpactQuery): Promise<ImpactReport> {
  const changed = new Set([
    ...(await selectVertices(graph, query.nodes)),
    ...(await inTurns(verticesOfFiles(graph, query.files), query, 'files')),
  ]);
  await graph.prepare(query, 'incoming', ...(query.throughOverrides ? (['classes'] as const) : []));
  return inTurns(impactOn(graph, changed, query), query, 'walk');
}

function* impactOn(
  graph: CompactGraph,
  changed: ReadonlySet<number>,
  query: ImpactQuery,
): Work<ImpactReport> {
  const steps = stepsBackward(graph, {
    kindMask: graph.kindMask(query.edgeKinds),
    throughOverrides: query.throughOverrides,
  });
  const affected: { readonly node: SerializableNode; readonly file: string; readonly distance: number }[] =
    [];
  let notStored = 0;
  let passed = 0;
  for (const { vertex, distance } of yield* breadthFirst(
    graph.nodes.length,
    [...changed],
    query.depth,
    steps,
  )) {
    if (isDue(++passed)) yield passed;
    if (changed.has(vertex)) continue;
    const node = graph.nodes[vertex];
    if (node === undefined) notStored++;
    else affected.push({ node, file: node.file, distance });
  }
  const isTest = remembered(pathMatcher(query.testFiles));
  const show = ({ node, distance }: (typeof affected)[number]): RelatedNode => ({
    ...nodeSummary(node),
    distance,
  });
  yield* mapped(affected, ({ file }) => isTest(file));
  const inTests = affected.filter(({ file }) => isTest(file));
  return {
    ...(yield* longListOfFirst(affected, query.limit, show, danglingEndsCaveats(notStored))),
    ...impactCounts(affected, isTest, query.limit),
    tests: yield* longListOfFirst(inTests, query.limit, show),
  };
}

/** As much of an affected node as a report counts by. */
export interface Affected {
  readonly file: string;
  readonly distance: number;
}

/** What a report counts. @param affected all of them, by distance */
export function impactCounts(
  affected: readonly Affected[],
  isTest: (file: string) => boolean,
  limit: number,
): Pick<ImpactReport, 'byDistance' | 'files'> {
  return {
    byDistance: countByDistance(affected),
    files: listOfFirst(affectedFiles(affected, isTest), limit, (file) => file),
  };
}

function* verticesOfFiles(graph: CompactGraph, files: readonly string[]): Work<number[]> {
  if (files.length === 0) return [];
  const missing = new Set(files);
  const wanted = new Set(files);
  const vertices: number[] = [];
  for (const [vertex, node] of graph.nodes.entries()) {
    if (isDue(vertex)) yield vertex;
    if (node === undefined || !wanted.has(node.file)) continue;
    missing.delete(node.file);
    vertices.push(vertex);
  }
  for (const file of missing) {
    throw fileNotFound(
      file,
      graph.nodes.flatMap((node) => (node === undefined || node.file === '' ? [] : [node.file])),
    );
  }
  return vertices;
}

/** @param files of all nodes, in the order of their ids */
export function fileNotFound(file: string, files: Iterable<string>): StorageError {
  const near = nearNames(file, files);
  const hint = near.length > 0 ? ` Similar files: ${near.map(quote).join(', ')}.` : '';
  return new StorageError('NOT_FOUND', `No node lies in the file ${quote(file)}.${hint}`, {
    context: { near },
  });
}

function countByDistance(affected: readonly Affected[]): ImpactReport['byDistance'] {
  const counts = new Map<number, number>();
  for (const { distance } of affected) counts.set(distance, (counts.get(distance) ?? 0) + 1);
  return Array.from(counts, ([distance, nodes]) => ({ distance, nodes }));
}

function affectedFiles(affected: readonly Affected[], isTest: (file: string) => boolean): AffectedFile[] {
  const files = new Map<string, { nodes: number; distance: number }>();
  for (const { file, distance } of affected) {
    const known = files.get(file);
    if (known !== undefined) known.nodes++;
    else if (file !== '') files.set(file, { nodes: 1, distance });
  }
  return Array.from(files, ([file, { nodes, distance }]) => ({
    file,
    nodes,
    distance,
    isTest: isTest(file),
  })).sort((a, b) => a.distance - b.distance || compareCodePoints(a.file, b.file));
}
