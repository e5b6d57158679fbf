import type { Attributes, SerializableEdge, SerializableNode } from '../../../../graph/index.ts';
import { isExternal, JUDGED_AS_TYPE, type JudgedAs, languageOf } from '../../../../traversal/index.ts';
import { CONTAINMENT, labelOf } from '../../cypher/names.ts';
import type { RowOf } from '../../cypher/statement.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import type { GenerationReader } from '../generation-reader.ts';
import { batches, type NumberedEdge } from './numbered-edges.ts';

/** Of nodes whose place nobody asks for. */
export const NO_SPAN = { startByte: 0, endByte: 0, startLine: 0, endLine: 0, startColumn: 0, endColumn: 0 };

/**
 * Nodes alike in all that decides about them besides their edges; numbers are
 * the database's own, good for one transaction.
 */
export interface NodeGroup {
  /** Of ends that are not stored, null. */
  readonly kind: string | null;
  readonly isExternal: boolean;
  readonly language: string;
  /** Whether they say that they are exported, or that they are not. */
  readonly tellsExports: boolean;
  /** Of groups by number, always `code`. */
  readonly judgedAs: JudgedAs;
  readonly numbers: readonly number[];
}

/** A group with the ids of its nodes, in the order of their numbers. */
export interface NamedGroup extends NodeGroup {
  readonly file: string;
  /** The attributes that doubts about what is not judged rest on. */
  readonly exports: Attributes;
  /** Whether their attribute `subkind` is `property`, as that of properties in object literals. */
  readonly isProperty: boolean;
  readonly ids: readonly string[];
  /** Of ends that are not stored, empty. */
  readonly names: readonly string[];
}

/** All nodes of some kinds, and all ends that are not stored. */
export async function groupsOfKinds(
  reader: GenerationReader,
  kinds: readonly string[],
): Promise<NodeGroup[]> {
  const labels = ['Unresolved', ...new Set(kinds.map(labelOf))];
  const rows = await reader.tx.run(cypher.numbersOfKinds, {
    ...reader.range,
    labels,
    typeSubkinds: JUDGED_AS_TYPE,
  });
  return rows.map((row) => groupOf(row, row));
}

/** Reads names of nodes, given by the database's numbers, in groups that share one. */
export async function groupsOfNumbers(
  reader: GenerationReader,
  numbers: Iterable<number>,
): Promise<NamedGroup[]> {
  const groups: NamedGroup[] = [];
  for (const number of batches([...numbers])) {
    for (const row of await reader.tx.run(cypher.nodesByNumber, { number })) {
      const exports = exportsIn(row);
      const facts = { tellsExports: Object.keys(exports).length > 0, judgedAs: 'code' } as const;
      const { file, isProperty, id: ids, name: names } = row;
      groups.push({ ...groupOf(row, facts), file, exports, isProperty, ids, names });
    }
  }
  return groups;
}

type NumberedRow = RowOf<typeof cypher.nodesByNumber>;

function groupOf(
  {
    kind,
    file,
    language,
    external,
    number,
  }: Omit<NumberedRow, 'exported' | 'api' | 'isProperty' | 'id' | 'name'>,
  { tellsExports, judgedAs }: Pick<NodeGroup, 'tellsExports' | 'judgedAs'>,
): NodeGroup {
  const node = { file, attributes: { language, external } };
  return {
    kind,
    isExternal: isExternal(node),
    language: languageOf(node),
    tellsExports,
    judgedAs,
    numbers: number,
  };
}

function exportsIn({ exported, api }: Pick<NumberedRow, 'exported' | 'api'>): Attributes {
  return { ...(exported !== '' && { exported }), ...(api !== '' && { api }) };
}

/**
 * Stands for nodes that answers never show: right in name, in kind, in
 * language, in exports, in being external and a property.
 */
export function outlinesOf({
  kind,
  isExternal: external,
  language,
  file,
  exports,
  isProperty,
  ids,
  names,
}: NamedGroup): SerializableNode[] {
  const attributes = {
    ...exports,
    language,
    ...(external && { external: 'true' }),
    ...(isProperty && { subkind: 'property' }),
  };
  return ids.map((id, index) => ({
    id,
    name: names[index] ?? '',
    kind: kind ?? '',
    file,
    span: NO_SPAN,
    attributes,
  }));
}

/** The id of each node of some groups, by the database's number. */
export function idsByNumber(groups: readonly NamedGroup[]): Map<number, string> {
  return new Map(
    groups.flatMap(({ numbers, ids }) => numbers.map((number, index) => [number, ids[index] ?? ''])),
  );
}

/** Edges and containment between nodes of known ids, without attributes. */
export function namedEdges(
  edges: Iterable<NumberedEdge>,
  ids: ReadonlyMap<number, string>,
): { readonly edges: SerializableEdge[]; readonly containers: Map<string, string> } {
  const idOf = (number: number): string => ids.get(number) ?? '';
  const containers = new Map<string, string>();
  const references: SerializableEdge[] = [];
  for (const { source, target, type, kind } of edges) {
    if (type === CONTAINMENT) containers.set(idOf(source), idOf(target));
    else references.push({ source: idOf(source), target: idOf(target), kind: kind ?? type, attributes: {} });
  }
  return { edges: references, containers };
}
