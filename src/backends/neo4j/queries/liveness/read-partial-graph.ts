import type { SerializableNode } from '../../../../graph/index.ts';
import type { DeadCodeQuery, LivenessQuery } from '../../../../storage/index.ts';
import {
  DOUBTFUL_KINDS,
  type ExportEvidence,
  exportCaveats,
  type GraphPart,
  type JudgedAs,
  UNRESOLVED_KINDS,
} from '../../../../traversal/index.ts';
import type { GenerationReader } from '../generation-reader.ts';
import {
  groupsOfKinds,
  groupsOfNumbers,
  idsByNumber,
  type NamedGroup,
  type NodeGroup,
  namedEdges,
  outlinesOf,
} from '../numbers/node-groups.ts';
import { type ConnectedRows, readAncestry, readAround, readConnected } from './connected-rows.ts';
import { languagesWithEdges } from './language-evidence.ts';
import { expandLife, type LifeExpansion } from './life-expansion.ts';
import { halved, type ReaderPair } from './reader-pairs.ts';

/** Of these kinds a part holds all that does not live, and of each node all there is, whatever is judged. */
const NEEDED_KINDS = [...DOUBTFUL_KINDS, ...UNRESOLVED_KINDS];

/** What decides which part is read, and how it is judged. */
export interface PartQuery extends LivenessQuery, Pick<DeadCodeQuery, 'kinds' | 'groupByRoot'> {
  /** The number of one more node that is judged, whatever its kind. */
  readonly about?: number;
}

/**
 * A part of a graph, with the numbers that its rows have in the database
 * as long as the repository does not change.
 */
export interface NumberedPart {
  readonly part: GraphPart;
  readonly life: LifeExpansion;
  /** The ids of what is in the part, by number. */
  readonly ids: ReadonlyMap<number, string>;
}

/**
 * Expands life in the database and reads what it leaves. The first
 * transaction must be one that is rolled back.
 */
export async function readGraphPart(readers: ReaderPair, query: PartQuery): Promise<NumberedPart> {
  const reader = readers.first;
  const [life, ofKinds] = await Promise.all([
    expandLife(reader, query),
    groupsOfKinds(readers.second, [...query.kinds, ...NEEDED_KINDS]),
  ]);
  const exports = exportEvidence(ofKinds);
  const about = await groupsOfNumbers(reader, query.about === undefined ? [] : [query.about]);
  const isJudged = ({ kind }: NodeGroup): boolean => kind !== null && query.kinds.includes(kind);
  const judged = [...ofKinds.filter(isJudged), ...about].filter(({ isExternal }) => !isExternal);
  const groups = [...ofKinds, ...about];
  const withEntryPoint = new Set(life.entries.map(({ language }) => language));
  const withEdge = languagesWithEdges(reader, life);
  const unknown = await unknownAmong(judged, withEntryPoint, withEdge);
  const { edges, numbers } = await connectedRows(readers, life, groups, unknown);
  const named = await halved(readers, [...numbers], groupsOfNumbers);
  const isElsewhere = (number: number): boolean => !numbers.has(number);
  const languages = new Set(named.map(({ language }) => language).filter((one) => withEntryPoint.has(one)));
  const ids = idsByNumber(named);
  const countOf = (wanted: JudgedAs): number =>
    numbersOf(judged.filter(({ judgedAs }) => judgedAs === wanted)).filter(isElsewhere).length;
  const part: GraphPart = {
    rows: { nodes: await nodesOf(readers, query, named), ...namedEdges(edges, ids) },
    living: livingAmong(named, life),
    testEntries: testEntriesOf(life).map(({ id }) => id),
    entryPoints: life.entries.length,
    languagesWithEntryPoint: withEntryPoint,
    // Of other languages it is known already, or makes no difference.
    languagesWithEdge: await withEdge(languages),
    languagesWithExports: exports.told,
    unresolvedElsewhere: await unresolvedAmong(reader, groups, isElsewhere),
    judgedElsewhere: {
      code: countOf('code'),
      type: countOf('type'),
      nothing: countOf('nothing'),
    },
    caveats: [...life.caveats, ...exportCaveats(exports, withEntryPoint)],
  };
  return { part, life, ids };
}

async function connectedRows(
  readers: ReaderPair,
  life: LifeExpansion,
  groups: readonly NodeGroup[],
  unknown: readonly number[],
): Promise<ConnectedRows> {
  const testEntries = testEntriesOf(life).map(({ number }) => number);
  const rows = await readConnected(readers, life, [...numbersOf(groups), ...testEntries]);
  await readAround(
    readers.first,
    life,
    rows,
    unknown.filter((number) => life.reached.has(number)),
  );
  const classes = new Set(numbersOf(groups.filter(({ kind }) => kind === 'Class')));
  await readAncestry(readers.first, life, rows, (number) => classes.has(number));
  return rows;
}

/** The judged nodes about whose language nothing can be said. */
async function unknownAmong(
  judged: readonly NodeGroup[],
  withEntryPoint: ReadonlySet<string>,
  withEdge: ReturnType<typeof languagesWithEdges>,
): Promise<number[]> {
  const edged = await withEdge(judged.map(({ language }) => language));
  return numbersOf(judged.filter(({ language }) => !withEntryPoint.has(language) || !edged.has(language)));
}

function exportEvidence(groups: readonly NodeGroup[]): ExportEvidence {
  const declaring = groups.filter(({ kind, isExternal }) => DOUBTFUL_KINDS.has(kind ?? '') && !isExternal);
  const told = declaring.filter(({ tellsExports }) => tellsExports);
  const languagesOf = (some: readonly NodeGroup[]): ReadonlySet<string> =>
    new Set(some.map(({ language }) => language));
  return { declared: languagesOf(declaring), told: languagesOf(told) };
}

/** All there is to a node only where answers may show it, or it decides about others. */
async function nodesOf(
  readers: ReaderPair,
  { kinds, groupByRoot, about }: PartQuery,
  named: readonly NamedGroup[],
): Promise<SerializableNode[]> {
  const stored = named.filter(({ kind }) => kind !== null);
  const shown = new Set([...kinds, ...NEEDED_KINDS]);
  const isShown = ({ kind, numbers }: NamedGroup): boolean =>
    groupByRoot || shown.has(kind ?? '') || (about !== undefined && numbers.includes(about));
  const nodes = await halved(
    readers,
    stored.filter(isShown).flatMap(({ ids }) => ids),
    (reader, ids) => reader.rows.nodes(ids),
  );
  return [...nodes, ...stored.filter((group) => !isShown(group)).flatMap(outlinesOf)];
}

function livingAmong(named: readonly NamedGroup[], { reached }: LifeExpansion): Set<string> {
  return new Set(
    named.flatMap(({ ids, numbers }) => ids.filter((_, index) => reached.has(numbers[index] ?? -1))),
  );
}

/** Uses that were not resolved, and ends that are not stored. */
async function unresolvedAmong(
  reader: GenerationReader,
  groups: readonly NodeGroup[],
  isWanted: (number: number) => boolean,
): Promise<GraphPart['unresolvedElsewhere']> {
  const unresolved = groups.filter(({ kind }) => kind === null || UNRESOLVED_KINDS.has(kind));
  const named = await groupsOfNumbers(reader, numbersOf(unresolved).filter(isWanted));
  const idsOf = (isStored: boolean): string[] =>
    named.filter(({ kind }) => (kind !== null) === isStored).flatMap(({ ids }) => ids);
  const uses = await reader.rows.nodes(idsOf(true));
  return [
    ...uses.map(({ id, name }) => ({ id, name, isStored: true })),
    ...idsOf(false).map((id) => ({ id, name: '', isStored: false })),
  ];
}

function testEntriesOf({ entries }: LifeExpansion): LifeExpansion['entries'] {
  return entries.filter(({ isTest }) => isTest);
}

function numbersOf(groups: readonly NodeGroup[]): number[] {
  return groups.flatMap(({ numbers }) => numbers);
}
