import type { SerializableEdge, SerializableNode } from '../../../graph/index.ts';
import type { DeadCodeQuery } from '../../../storage/index.ts';
import { DOUBTFUL_KINDS, type GraphPart, UNRESOLVED_KINDS } from '../../../traversal/index.ts';
import {
  CONTAINMENT,
  type ConnectedRows,
  readAncestry,
  readAround,
  readConnected,
} from './connected-rows.ts';
import type { GenerationReader } from './generation-reader.ts';
import { languagesWithEdges } from './language-evidence.ts';
import { expandLife, type LifeExpansion } from './life-expansion.ts';
import {
  groupsOfKinds,
  groupsOfNumbers,
  type NamedGroup,
  type NodeGroup,
  outlinesOf,
} from './node-groups.ts';

/** Of these kinds a part holds all that does not live, and of each node all there is, whatever is judged. */
const NEEDED_KINDS = ['Method', 'Class', ...UNRESOLVED_KINDS];

/** Expands life in the database and reads what it leaves. It needs a transaction that is rolled back. */
export async function readGraphPart(reader: GenerationReader, query: DeadCodeQuery): Promise<GraphPart> {
  const life = await expandLife(reader, query);
  const groups = await groupsOfKinds(reader, [...query.kinds, ...NEEDED_KINDS]);
  const judged = groups.filter(
    ({ kind, isExternal }) => kind !== null && query.kinds.includes(kind) && !isExternal,
  );
  const withEntryPoint = new Set(life.entries.map(({ language }) => language));
  const withEdge = languagesWithEdges(reader, life);
  const unknown = await unknownAmong(judged, withEntryPoint, withEdge);
  const { edges, numbers } = await connectedRows(reader, life, groups, unknown);
  const named = await groupsOfNumbers(reader, numbers);
  const isElsewhere = (number: number): boolean => !numbers.has(number);
  const languages = new Set(named.map(({ language }) => language).filter((one) => withEntryPoint.has(one)));
  return {
    rows: { nodes: await nodesOf(reader, query, named), ...namedRows(edges, named) },
    living: livingAmong(named, life),
    testEntries: life.testEntries.map(({ id }) => id),
    entryPoints: life.entries.length,
    languagesWithEntryPoint: withEntryPoint,
    // Of other languages it is known already, or makes no difference.
    languagesWithEdge: await withEdge(languages),
    unresolvedElsewhere: await unresolvedAmong(reader, groups, isElsewhere),
    judgedElsewhere: numbersOf(judged).filter(isElsewhere).length,
    caveats: life.caveats,
  };
}

async function connectedRows(
  reader: GenerationReader,
  life: LifeExpansion,
  groups: readonly NodeGroup[],
  unknown: readonly number[],
): Promise<ConnectedRows> {
  const testEntries = life.testEntries.map(({ number }) => number);
  const rows = await readConnected(reader, life, [...numbersOf(groups), ...testEntries]);
  await readAround(
    reader,
    life,
    rows,
    unknown.filter((number) => life.reached.has(number)),
  );
  const classes = new Set(numbersOf(groups.filter(({ kind }) => kind === 'Class')));
  await readAncestry(reader, life, rows, (number) => classes.has(number));
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

/** All there is to a node only where answers may show it, or it decides about others. */
async function nodesOf(
  reader: GenerationReader,
  { kinds, groupByRoot }: DeadCodeQuery,
  named: readonly NamedGroup[],
): Promise<SerializableNode[]> {
  const stored = named.filter(({ kind }) => kind !== null);
  const shown = new Set([...kinds, ...NEEDED_KINDS, ...DOUBTFUL_KINDS]);
  const isShown = ({ kind }: NamedGroup): boolean => groupByRoot || shown.has(kind ?? '');
  const nodes = await reader.rows.nodes(stored.filter(isShown).flatMap(({ ids }) => ids));
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

function namedRows(
  edges: ConnectedRows['edges'],
  named: readonly NamedGroup[],
): { readonly edges: SerializableEdge[]; readonly containers: Map<string, string> } {
  const ids = new Map(
    named.flatMap(({ numbers, ids: own }) => numbers.map((number, index) => [number, own[index] ?? ''])),
  );
  const idOf = (number: number): string => ids.get(number) ?? '';
  const containers = new Map<string, string>();
  const references: SerializableEdge[] = [];
  for (const { source, target, type, kind } of edges) {
    if (type === CONTAINMENT) containers.set(idOf(source), idOf(target));
    else references.push({ source: idOf(source), target: idOf(target), kind: kind ?? type, attributes: {} });
  }
  return { edges: references, containers };
}

function numbersOf(groups: readonly NodeGroup[]): number[] {
  return groups.flatMap(({ numbers }) => numbers);
}
