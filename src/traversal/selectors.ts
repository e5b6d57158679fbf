import { nearest, quote, StorageError } from '../errors/index.ts';
import type { NodeName, NodeSelector, NodeSummary } from '../storage/index.ts';

/** How many candidates an `AMBIGUOUS` error's context holds, the least by id. */
export const CANDIDATES_KEPT = 20;
const CANDIDATES_TOLD = 5;
/** Edit distance costs the lengths multiplied; this much is some tens of milliseconds. */
const NEAR_NAME_BUDGET = 4_000_000;

/** What a selector asks for: the id first, then the name. */
export interface SelectorTerms {
  readonly id: string | undefined;
  readonly name: NodeName | undefined;
}

/** What a selector asks for, apart by id and by name. */
export function selectorTerms(selector: NodeSelector): SelectorTerms {
  if (typeof selector === 'string') return { id: selector, name: { name: selector } };
  if ('id' in selector) return { id: selector.id, name: undefined };
  return { id: undefined, name: selector };
}

/** The nodes that fit a selector: the least {@link CANDIDATES_KEPT} by id, and how many there are in all. */
export interface Candidates {
  readonly items: readonly NodeSummary[];
  readonly total: number;
}

/** Where a selector that nothing fits finds what may have been meant. */
export interface Others {
  /** The names of all nodes. */
  names(): Iterable<string> | Promise<Iterable<string>>;
  /** The nodes of a name, of whatever kind and file. */
  named(name: string): Candidates | Promise<Candidates>;
}

/**
 * The one node that fits a selector.
 *
 * @param others what to suggest from, asked for only where nothing fits
 * @throws `NOT_FOUND` with the nodes of that name elsewhere, else with near names;
 * `AMBIGUOUS` with the candidates and their total
 */
export async function onlyCandidate(
  selector: NodeSelector,
  candidates: Candidates,
  others: Others,
): Promise<NodeSummary> {
  const [first] = candidates.items;
  if (first === undefined) {
    const named = isNarrowed(selector) ? await others.named(wanted(selector)) : undefined;
    if (named !== undefined && named.total > 0) throw nodeElsewhere(selector, named);
    throw nodeNotFound(selector, nearNames(wanted(selector), await others.names()));
  }
  if (candidates.total > 1) throw ambiguousNode(selector, candidates);
  return first;
}

/** Names that may have been meant, nearest first. Stops comparing when its budget of work is used up. */
export function nearNames(name: string, names: Iterable<string>): string[] {
  return nearest(name, withinBudget(name, new Set(names)));
}

function* withinBudget(name: string, candidates: Iterable<string>): Generator<string> {
  let budget = NEAR_NAME_BUDGET;
  const tolerance = Math.max(2, name.length / 3);
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) <= tolerance) budget -= name.length * candidate.length;
    if (budget < 0) return;
    yield candidate;
  }
}

function nodeNotFound(selector: NodeSelector, near: readonly string[]): StorageError {
  const hint =
    near.length > 0
      ? `Similar names: ${near.map(quote).join(', ')}.`
      : 'Look for it with findNodes and a glob such as *part*.';
  return new StorageError('NOT_FOUND', `No node has ${description(selector)}. ${hint}`, {
    context: { near },
  });
}

/** A name that is stored, but in no such file or of no such kind. */
function nodeElsewhere(selector: NodeSelector, named: Candidates): StorageError {
  return new StorageError(
    'NOT_FOUND',
    `No node has ${description(selector)}. Of this name there is ${listed(named)}.`,
    { context: { near: [wanted(selector)], candidates: named.items, total: named.total } },
  );
}

function isNarrowed(selector: NodeSelector): boolean {
  return typeof selector === 'object' && 'name' in selector;
}

function listed({ items, total }: Candidates): string {
  const shown = items.slice(0, CANDIDATES_TOLD).map((node) => `${node.kind} at ${place(node)}`);
  return shown.join(', ') + (total > shown.length ? ` and ${total - shown.length} more` : '');
}

function ambiguousNode(selector: NodeSelector, { items, total }: Candidates): StorageError {
  return new StorageError(
    'AMBIGUOUS',
    `${total} nodes have ${description(selector)}: ${listed({ items, total })}. ` +
      'Narrow it by kind or file, as in { name, kind, file }, or give one id of the candidates as { id }.',
    { context: { candidates: items.slice(0, CANDIDATES_KEPT), total } },
  );
}

function wanted(selector: NodeSelector): string {
  const { id, name } = selectorTerms(selector);
  return name?.name ?? id ?? '';
}

function description(selector: NodeSelector): string {
  const { id, name } = selectorTerms(selector);
  if (name === undefined) return `the id ${quote(id)}`;
  if (id !== undefined) return `the id or name ${quote(id)}`;
  const kind = name.kind === undefined ? '' : `, kind ${quote(name.kind)}`;
  const file = name.file === undefined ? '' : `, file ${quote(name.file)}`;
  return `name ${quote(name.name)}${kind}${file}`;
}

/** `file:line`, on one line whatever the path holds. */
function place(node: NodeSummary): string {
  if (node.file === '') return 'no file';
  return JSON.stringify(`${node.file}:${node.span.startLine}`).slice(1, -1);
}
