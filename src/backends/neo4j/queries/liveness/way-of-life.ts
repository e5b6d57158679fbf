import { edgeKey } from '../../../../graph/index.ts';
import type { LifeStep } from '../../../../storage/index.ts';
import { pathInPart } from '../../../../traversal/index.ts';
import { CONTAINMENT } from '../../cypher/names.ts';
import type { GenerationReader } from '../generation-reader.ts';
import { groupsOfNumbers, idsByNumber, namedEdges, outlinesOf } from '../numbers/node-groups.ts';
import { edgesFrom, edgesInto } from '../numbers/numbered-edges.ts';
import type { ClassRows } from './class-rows.ts';
import { ConnectedRows } from './connected-rows.ts';
import { Levels } from './levels.ts';

/** By what life spreads in a graph. */
interface Spreading {
  readonly reader: GenerationReader;
  readonly classes: ClassRows;
  /** Relationship types of the liveness kinds. */
  readonly types: readonly string[];
  readonly livenessKinds: readonly string[] | undefined;
}

/** A node by the database's number of it. */
interface Goal {
  readonly number: number;
  readonly id: string;
}

/**
 * The way of life from some entry points to a node that it reaches: of the shortest the least.
 * @throws TOO_DEEP
 */
export async function wayOfLife(
  spreading: Spreading,
  entries: readonly number[],
  goal: Goal,
): Promise<LifeStep[]> {
  const rounds = await roundsUntil(spreading, entries, goal.number);
  const { classes, reader } = spreading;
  const rows = await premisesOf(spreading, rounds, goal.number);
  for (const edge of classes.edges) rows.add(edge);
  const others = [...rows.numbers].filter((number) => !classes.ids.has(number));
  const named = await groupsOfNumbers(reader, others);
  const ids = new Map([...classes.ids, ...idsByNumber(named)]);
  const roundsById = new Map(Array.from(rounds, ([number, round]) => [ids.get(number) ?? '', round]));
  const nodes = [...classes.nodes, ...named.filter(({ kind }) => kind !== null).flatMap(outlinesOf)];
  const part = { rows: { nodes, ...namedEdges(rows.edges, ids) }, rounds: roundsById };
  return readWhole(reader, pathInPart(part, goal.id, spreading.livenessKinds));
}

/** The rounds in which nodes come alive, up to that of the goal: {@link LifeStep}s are one a round. */
async function roundsUntil(
  { reader, classes, types }: Spreading,
  entries: readonly number[],
  goal: number,
): Promise<ReadonlyMap<number, number>> {
  const rounds = new Map(entries.map((number) => [number, 0]));
  const overridesLiving = new Set<number>();
  const overriding = classes.overridingAnew();
  const levels = new Levels();
  let level: readonly number[] = entries;
  for (let round = 1; level.length > 0 && !rounds.has(goal); round++) {
    levels.next();
    const next: number[] = [];
    const enliven = (number: number): void => {
      if (rounds.has(number)) return;
      rounds.set(number, round);
      next.push(number);
    };
    const livedBefore = (number: number | undefined): boolean =>
      number !== undefined && (rounds.get(number) ?? round) < round;
    for (const { target } of await edgesFrom(reader, level, [...types, CONTAINMENT])) enliven(target);
    for (const number of level) {
      for (const method of classes.companionsOf(number)) enliven(method);
      for (const method of overriding(number)) {
        overridesLiving.add(method);
        if (livedBefore(classes.classOf(method))) enliven(method);
      }
      for (const method of classes.methodsOf(number)) if (overridesLiving.has(method)) enliven(method);
    }
    level = next;
  }
  return rounds;
}

/** All by which the goal may have come alive in its round, and by which that may have, and so on. */
async function premisesOf(
  { reader, classes, types }: Spreading,
  rounds: ReadonlyMap<number, number>,
  goal: number,
): Promise<ConnectedRows> {
  const rows = new ConnectedRows();
  rows.numbers.add(goal);
  let layer = new Set([goal]);
  for (let before = (rounds.get(goal) ?? 0) - 1; before >= 0; before--) {
    const premises = new Set<number>();
    for (const edge of await edgesInto(reader, [...layer], [...types, CONTAINMENT])) {
      if (rounds.get(edge.source) !== before) continue;
      rows.add(edge);
      premises.add(edge.source);
    }
    for (const number of layer) {
      // The container of a companion, which is the class of every method.
      for (const premise of [classes.containerOf(number), ...classes.overriddenBy(number)]) {
        if (premise !== undefined && rounds.get(premise) === before) premises.add(premise);
      }
    }
    layer = premises;
  }
  return rows;
}

/** Nodes and edges as they are stored, in place of what a part holds of them. */
async function readWhole(reader: GenerationReader, path: readonly LifeStep[]): Promise<LifeStep[]> {
  const summaries = await reader.summaries(path.map(({ node }) => node.id));
  const nodes = new Map(summaries.map((node) => [node.id, node]));
  const read = await reader.rows.edges(path.flatMap(({ edge }) => edge ?? []));
  const edges = new Map(read.map((edge) => [edgeKey(edge), edge]));
  return path.map(({ node, edge, ...step }) => {
    const whole = edge && edges.get(edgeKey(edge));
    return { ...step, node: nodes.get(node.id) ?? node, ...(whole && { edge: whole }) };
  });
}
