import type { AffectedPart } from '../../../../traversal/index.ts';
import { CONTAINMENT } from '../../cypher/names.ts';
import type { GenerationReader } from '../generation-reader.ts';
import {
  groupsOfNumbers,
  idsByNumber,
  type NamedGroup,
  namedEdges,
  outlinesOf,
} from '../numbers/node-groups.ts';
import { edgesFrom, edgesInto } from '../numbers/numbered-edges.ts';
import type { ClassRows } from './class-rows.ts';
import { ConnectedRows } from './connected-rows.ts';
import { lifeOfNumber, type NumberedJudgement } from './judged-parts.ts';
import { Levels } from './levels.ts';

/** What might live no longer, or only by tests, if some nodes were gone, and all that decides it. */
interface AffectedRows {
  readonly affected: ReadonlySet<number>;
  /** The affected, what refers to them, and what is gone. */
  readonly groups: readonly NamedGroup[];
  readonly part: AffectedPart;
}

/** Reads what may die when some nodes are gone, and what its life depends on. @throws TOO_DEEP */
export async function readAffected(
  reader: GenerationReader,
  classes: ClassRows,
  judged: NumberedJudgement,
  gone: ReadonlySet<number>,
): Promise<AffectedRows> {
  const affected = await affectedBy(reader, classes, judged, gone);
  const rows = new ConnectedRows();
  for (const number of [...affected, ...gone]) rows.numbers.add(number);
  for (const edge of classes.edges) rows.add(edge);
  for (const edge of await edgesInto(reader, [...affected], [...judged.life.types, CONTAINMENT])) {
    if (!gone.has(edge.source)) rows.add(edge);
  }
  const groups = await groupsOfNumbers(reader, rows.numbers);
  const ids = new Map([...classes.ids, ...idsByNumber(groups)]);
  const others = groups.map((group) => without(group, classes.ids)).filter(({ kind }) => kind !== null);
  const lives = [...ids].filter(([number]) => !affected.has(number) && !gone.has(number));
  const living = lives.filter(([number]) => lifeOfNumber(judged, number) === 'alive');
  const livingByTests = lives.filter(([number]) => lifeOfNumber(judged, number) === 'test-only');
  const testEntries = judged.life.entries.filter(({ number, isTest }) => isTest && affected.has(number));
  const part: AffectedPart = {
    rows: { nodes: [...classes.nodes, ...others.flatMap(outlinesOf)], ...namedEdges(rows.edges, ids) },
    gone: new Set(Array.from(gone, (number) => ids.get(number) ?? '')),
    living: living.map(([, id]) => id),
    livingByTests: [...livingByTests.map(([, id]) => id), ...testEntries.map(({ id }) => id)],
  };
  return { affected, groups, part };
}

/**
 * All that is alive and to which life might come by way of what is gone:
 * what is dead, or an entry point, stays so.
 */
async function affectedBy(
  reader: GenerationReader,
  classes: ClassRows,
  judged: NumberedJudgement,
  gone: ReadonlySet<number>,
): Promise<ReadonlySet<number>> {
  const { entries, types } = judged.life;
  const stays = new Set(entries.filter(({ isTest }) => !isTest).map(({ number }) => number));
  const affected = new Set<number>();
  const overriding = classes.overridingAnew();
  let next: number[] = [];
  const meet = (number: number): void => {
    if (gone.has(number) || stays.has(number) || affected.has(number)) return;
    if (lifeOfNumber(judged, number) === 'dead') return;
    affected.add(number);
    next.push(number);
  };
  // Those who inherited by way of what is gone may override no longer what they did.
  for (const method of classes.heirsOf((number) => gone.has(number))) meet(method);
  const levels = new Levels();
  let level = [...gone, ...next];
  while (level.length > 0) {
    levels.next();
    next = [];
    for (const { target } of await edgesFrom(reader, level, [...types, CONTAINMENT])) meet(target);
    for (const number of level) {
      for (const method of classes.companionsOf(number)) meet(method);
      for (const method of classes.methodsOf(number)) meet(method);
      for (const method of overriding(number)) meet(method);
    }
    level = next;
  }
  return affected;
}

/** A group without what is known already. */
function without(group: NamedGroup, known: ReadonlyMap<number, string>): NamedGroup {
  const kept = [...group.numbers.keys()].filter((index) => !known.has(group.numbers[index] ?? -1));
  return {
    ...group,
    numbers: kept.map((index) => group.numbers[index] ?? -1),
    ids: kept.map((index) => group.ids[index] ?? ''),
    names: kept.map((index) => group.names[index] ?? ''),
  };
}
