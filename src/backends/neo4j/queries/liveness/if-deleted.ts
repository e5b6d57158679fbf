import { compareCodePoints, compareEdges, type EdgeReference } from '../../../../graph/index.ts';
import type {
  BrokenReference,
  IfDeletedQuery,
  IfDeletedReport,
  QueryList,
  VerdictChange,
} from '../../../../storage/index.ts';
import { livesWithout } from '../../../../traversal/index.ts';
import { CONTAINMENT } from '../../cypher/names.ts';
import { edgeTypes } from '../edge-types.ts';
import type { GenerationReader } from '../generation-reader.ts';
import { groupsOfNumbers, idsByNumber } from '../numbers/node-groups.ts';
import { edgesInto } from '../numbers/numbered-edges.ts';
import type { NumberedNode } from '../numbers/select-nodes.ts';
import { readAffected } from './affected-rows.ts';
import type { ClassRows } from './class-rows.ts';
import { lifeOfNumber, type NumberedJudgement } from './judged-parts.ts';
import { Levels } from './levels.ts';

/** What would follow from deleting some nodes, read in the database from what life reaches by way of them. */
export async function ifDeleted(
  reader: GenerationReader,
  classes: ClassRows,
  judged: NumberedJudgement,
  nodes: readonly NumberedNode[],
  query: IfDeletedQuery,
): Promise<IfDeletedReport> {
  const gone = await withContents(reader, nodes);
  const ids = [...idsByNumber(await groupsOfNumbers(reader, gone)).values()].sort(compareCodePoints);
  return {
    deleted: {
      items: await reader.summaries(ids.slice(0, query.limit)),
      total: ids.length,
      truncated: ids.length > query.limit,
      caveats: [],
    },
    changed: await changes(reader, classes, judged, gone, query),
    broken: await brokenReferences(reader, gone, query.limit),
    caveats: judged.part.judgement.caveats.map((caveat) => ({ ...caveat })),
  };
}

/** The numbers of nodes and of all that lies in them. @throws TOO_DEEP */
async function withContents(reader: GenerationReader, nodes: readonly NumberedNode[]): Promise<Set<number>> {
  let level = nodes.map(({ number }) => number);
  const found = new Set(level);
  const levels = new Levels();
  while (level.length > 0) {
    levels.next();
    const contents = (await edgesInto(reader, level, [CONTAINMENT])).map(({ source }) => source);
    level = contents.filter((content) => !found.has(content));
    for (const content of level) found.add(content);
  }
  return found;
}

async function changes(
  reader: GenerationReader,
  classes: ClassRows,
  judged: NumberedJudgement,
  gone: ReadonlySet<number>,
  query: IfDeletedQuery,
): Promise<QueryList<VerdictChange>> {
  const { affected, groups, part } = await readAffected(reader, classes, judged, gone);
  const lifeOf = await livesWithout(part, query);
  const changed: Pick<VerdictChange, 'id' | 'before' | 'after'>[] = [];
  for (const { kind, isExternal, language, numbers, ids } of groups) {
    if (kind === null || isExternal || !query.kinds.includes(kind) || !judged.part.canJudge(language))
      continue;
    for (const [index, number] of numbers.entries()) {
      if (!affected.has(number)) continue;
      const id = ids[index] ?? '';
      const [before, after] = [lifeOfNumber(judged, number), lifeOf(id)];
      if (before !== after) changed.push({ id, before, after });
    }
  }
  changed.sort((a, b) => compareCodePoints(a.id, b.id));
  const page = changed.slice(0, query.limit);
  const summaries = await reader.summaries(page.map(({ id }) => id));
  return {
    items: summaries.map((node, index) => ({ ...node, ...page[index] }) as VerdictChange),
    total: changed.length,
    truncated: changed.length > page.length,
    caveats: [],
  };
}

/** Edges of any kind into what is gone, from what is not, by source, target and kind. */
async function brokenReferences(
  reader: GenerationReader,
  gone: ReadonlySet<number>,
  limit: number,
): Promise<QueryList<BrokenReference>> {
  const incoming = await edgesInto(reader, [...gone], await edgeTypes(reader, undefined));
  const broken = incoming.filter(({ source }) => !gone.has(source));
  const ends = new Set(broken.flatMap(({ source, target }) => [source, target]));
  const ids = idsByNumber(await groupsOfNumbers(reader, ends));
  const references = broken
    .map(({ source, target, type, kind }): EdgeReference => {
      return { source: ids.get(source) ?? '', target: ids.get(target) ?? '', kind: kind ?? type };
    })
    .sort(compareEdges)
    .slice(0, limit);
  const edges = (await reader.rows.edges(references)).sort(compareEdges);
  const from = new Map(
    (await reader.summaries([...new Set(edges.map(({ source }) => source))])).map((node) => [node.id, node]),
  );
  return {
    items: edges.map((edge) => ({
      from: from.get(edge.source) ?? { id: edge.source, stored: false },
      edge,
    })),
    total: broken.length,
    truncated: broken.length > limit,
    caveats: [],
  };
}
