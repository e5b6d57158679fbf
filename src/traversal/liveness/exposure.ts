import { isPrivate } from '../graph/members.ts';
import { NO_CONTAINER } from '../graph/node-facts.ts';
import { listOf } from '../graph/vertex-lists.ts';
import { UNRESOLVED_KINDS } from './export-evidence.ts';
import type { Judgement } from './judgement.ts';
import { NEVER } from './rounds-of-life.ts';

/**
 * Whether others might use a stored vertex without the graph's knowledge, for its language says nothing about
 * exports. Then it is not known either what a function hands out of those that lie in it.
 */
export function isExposed({ graph, tellsExportsOf }: Judgement, vertex: number): boolean {
  return !UNRESOLVED_KINDS.has(graph.stored(vertex).kind) && !tellsExportsOf(vertex);
}

/**
 * Whether a stored vertex is a member, and not a private one, of a class that lives: whoever has an instance
 * may use it by its shape, or by its name. Where nothing is known about exports, that is the doubt.
 */
export function isPublicMember(judgement: Judgement, vertex: number): boolean {
  const { graph, fromAll, tellsExportsOf } = judgement;
  const owner = graph.containers[vertex] ?? NO_CONTAINER;
  if (fromAll[owner] === NEVER || !tellsExportsOf(vertex)) return false;
  return graph.nodes[owner]?.kind === 'Class' && !isPrivate(graph.stored(vertex));
}

/** Visits the members that would be in doubt if a class lived. */
export function eachPublicMember({ graph }: Judgement, owner: number, visit: (member: number) => void): void {
  if (graph.nodes[owner]?.kind !== 'Class') return;
  for (const member of listOf(graph.contents, owner)) if (!isPrivate(graph.stored(member))) visit(member);
}
