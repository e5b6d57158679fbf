import type { Entities } from './entities.ts';
import { NONE } from './entities.ts';
import type { Relation } from './relations.ts';
import type { IndexState } from './state.ts';

/**
 * The members that stand in for others. Where an index names both directions, only the one is
 * kept that goes from a class to what it takes over from.
 */
export function* membersOf(state: IndexState): Generator<Relation> {
  const { entities, relations } = state;
  const stated = new Set(relations.members.map(({ from, to }) => `${from} ${to}`));
  const given = new Set<string>();
  for (const relation of relations.members) {
    const { from, to } = relation;
    const key = `${from} ${to}`;
    if (given.has(key) || !entities.isDefined(from)) continue;
    given.add(key);
    if (stated.has(`${to} ${from}`) && !isDownward(state, from, to)) continue;
    yield relation;
  }
}

/** Whether a member's class takes over from the other's. */
function isDownward(state: IndexState, from: number, to: number): boolean {
  const heir = ownerOf(state.entities, from);
  const ancestor = ownerOf(state.entities, to);
  if (heir === NONE || ancestor === NONE) return heir === NONE;
  if (state.relations.ancestors(heir).has(ancestor)) return true;
  if (state.relations.ancestors(ancestor).has(heir)) return false;
  // A record does not say what it implements; nothing that is no interface is implemented by an interface.
  return state.isInterface(ancestor) && !state.isInterface(heir);
}

/** The class of a member, by its symbol. */
function ownerOf(entities: Entities, member: number): number {
  const symbol = entities.symbol(member);
  const start = entities.name(member)?.descriptors.at(-1)?.start;
  return symbol === undefined || start === undefined ? NONE : entities.known(symbol.slice(0, start));
}
