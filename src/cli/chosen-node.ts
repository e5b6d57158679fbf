import { quote, StorageError } from '../errors/index.ts';
import { JUDGED_KINDS } from '../graph/index.ts';
import type { NodeFilter, NodeSelector, NodeSummary } from '../storage/index.ts';
import { given } from './arguments.ts';
import { checkKinds } from './kinds.ts';
import type { NodeFlags } from './nodes.ts';
import { formatLocation } from './output/numbers.ts';
import type { Session } from './session.ts';
import { storedFile } from './stored-file.ts';

/** How many nodes of one name are looked at. */
const MOST_FITTING = 200;
const MOST_CONTAINERS = 20;

/**
 * The node that a person names: by its id or name, as `Class.method`, `Class#method`, `Type::method` or
 * `file::name`, or by the place `FILE:LINE`. Where several fit, what can be called in a file of the
 * repository comes first; if exactly one such node fits it is taken, and a note says so.
 * @throws `CONFIG_INVALID`; `NOT_FOUND` for a kind, file or place that the
 * repository does not hold; `AMBIGUOUS` with the candidates
 */
export async function chosenNode(
  session: Session,
  repoId: string,
  named: string,
  flags: NodeFlags = {},
): Promise<NodeSelector> {
  if (named === '') throw new StorageError('CONFIG_INVALID', 'NODE is empty. Give an id or a name.');
  await checkKinds(session, repoId, { nodeKinds: flags.nodeKind });
  const file = flags.file ? await storedFile(session, repoId, flags.file) : flags.file;
  const narrowed = given({ kind: flags.nodeKind, file });
  const [byId] = await nodesOf(session, repoId, { id: named });
  if (byId !== undefined && Object.keys(narrowed).length === 0) return { id: byId.id };
  const fitting = await nodesNamed({ session, repoId }, named, narrowed);
  const [first] = fitting;
  if (first === undefined) return notFitting(named, narrowed);
  return { id: (fitting.length === 1 ? first : preferred(session, repoId, named, fitting)).id };
}

/** Several of them; `flags` narrow the first. */
export async function chosenNodes(
  session: Session,
  repoId: string,
  named: readonly string[],
  flags: NodeFlags,
): Promise<NodeSelector[]> {
  const chosen: NodeSelector[] = [];
  for (const [index, name] of named.entries()) {
    chosen.push(await chosenNode(session, repoId, name, index === 0 ? flags : {}));
  }
  return chosen;
}

/** `FILE:LINE`, a column behind it left out of account; `undefined` for what is no place. */
export function placeIn(text: string): { readonly file: string; readonly line: number } | undefined {
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(text) ?? [];
  return file !== undefined && Number.isSafeInteger(Number(line)) ? { file, line: Number(line) } : undefined;
}

/** What the store says of a name that nothing has: it knows the near ones. */
function notFitting(named: string, { kind, file }: Narrowed): NodeSelector {
  const [onlyKind] = kind ?? [];
  return kind === undefined && file === undefined
    ? named
    : { name: named, ...given({ kind: onlyKind, file }) };
}

type Narrowed = { readonly kind?: readonly string[]; readonly file?: string };

interface Where {
  readonly session: Session;
  readonly repoId: string;
}

async function nodesNamed(where: Where, named: string, narrowed: Narrowed): Promise<readonly NodeSummary[]> {
  const exact = await withCallables(where, { ...narrowed, name: named });
  if (exact.length > 0) return exact;
  const place = placeIn(named);
  if (place !== undefined) return innermostAt(where, place, narrowed);
  for (const separator of ['::', '#', '.']) {
    const at = named.lastIndexOf(separator);
    const [outer, inner] = [named.slice(0, at), named.slice(at + separator.length)];
    if (at < 1 || inner === '') continue;
    const found =
      (separator === '::' ? await namedInFile(where, outer, inner, narrowed) : undefined) ??
      (await membersNamed(where, outer, inner, narrowed));
    if (found.length > 0) return found;
  }
  return [];
}

/** Where many have the name, those that can be called are among the answer whatever their ids are. */
async function withCallables(
  { session, repoId }: Where,
  filter: NodeFilter,
): Promise<readonly NodeSummary[]> {
  const found = await nodesOf(session, repoId, filter);
  if (found.length < MOST_FITTING || filter.kind !== undefined) return found;
  const callables = await nodesOf(session, repoId, { ...filter, kind: JUDGED_KINDS });
  return [...new Map([...callables, ...found].map((node) => [node.id, node])).values()];
}

async function nodesOf(
  { store, asking }: Session,
  repoId: string,
  filter: NodeFilter,
): Promise<readonly NodeSummary[]> {
  return (await store.queries.findNodes(repoId, filter, { ...asking, limit: MOST_FITTING })).items;
}

/** `undefined` where there is no such file: `::` stands between types too. */
async function namedInFile(
  where: Where,
  path: string,
  name: string,
  narrowed: Narrowed,
): Promise<readonly NodeSummary[] | undefined> {
  try {
    const file = await storedFile(where.session, where.repoId, path);
    return await nodesNamed(where, name, { ...narrowed, file });
  } catch (error) {
    if (error instanceof StorageError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}

/** What has a name and lies in something that has another: by its parent, or by where it stands. */
async function membersNamed(
  where: Where,
  outer: string,
  name: string,
  narrowed: Narrowed,
): Promise<readonly NodeSummary[]> {
  const { session, repoId } = where;
  const containers = (await nodesNamed(where, outer, {})).slice(0, MOST_CONTAINERS);
  const members = new Map<string, NodeSummary>();
  for (const container of containers) {
    const children = await nodesOf(session, repoId, {
      ...narrowed,
      name,
      attributes: { parent: container.id },
    });
    const inside =
      container.file === '' || (narrowed.file ?? container.file) !== container.file
        ? []
        : (await nodesOf(session, repoId, { ...narrowed, name, file: container.file })).filter((node) =>
            contains(container, node),
          );
    for (const node of [...children, ...inside]) members.set(node.id, node);
  }
  return [...members.values()];
}

function contains(outer: NodeSummary, inner: NodeSummary): boolean {
  const [around, within] = [outer.span, inner.span];
  return (
    outer.id !== inner.id &&
    around.startByte <= within.startByte &&
    within.endByte <= around.endByte &&
    extent(outer) > 0
  );
}

/** The innermost function, method or class at a line; where there is none, the innermost of anything. */
async function innermostAt(
  { session, repoId }: Where,
  { file, line }: { readonly file: string; readonly line: number },
  narrowed: Narrowed,
): Promise<readonly NodeSummary[]> {
  const stored = await storedFile(session, repoId, file);
  const there = await nodesOf(session, repoId, { ...narrowed, file: stored, line });
  if (there.length === 0) throw nothingAt(repoId, stored, line);
  const callables = there.filter(({ kind }) => JUDGED_KINDS.includes(kind));
  const candidates = callables.length > 0 ? callables : there;
  const least = Math.min(...candidates.map(extent));
  const innermost = candidates.filter((node) => extent(node) === least);
  const [only, ...others] = innermost;
  if (only !== undefined && others.length === 0) {
    session.note(`${stored}:${line} lies in ${only.kind} ${quote(only.name)} (${formatLocation(only)}).`);
  }
  return innermost;
}

function nothingAt(repoId: string, file: string, line: number): StorageError {
  return new StorageError('NOT_FOUND', `No node of ${quote(file)} holds line ${line}.`, {
    repoId,
    context: { file, line },
  });
}

/** How much of a file a node takes up, in bytes. */
export function extent({ span }: NodeSummary): number {
  return span.endByte - span.startByte;
}

/** @throws `AMBIGUOUS` unless exactly one of the candidates can be called and is of the repository */
function preferred(
  session: Session,
  repoId: string,
  named: string,
  fitting: readonly NodeSummary[],
): NodeSummary {
  const isOwn = ({ kind, file }: NodeSummary): boolean => JUDGED_KINDS.includes(kind) && file !== '';
  const [own, ...others] = fitting.filter(isOwn);
  if (own !== undefined && others.length === 0) {
    session.note(
      `${fitting.length} nodes fit ${quote(named)}; ${own.kind} at ${formatLocation(own)} was taken, the only one that can be called here. --node-kind and --file choose another.`,
    );
    return own;
  }
  const rank = (node: NodeSummary): number => Number(!isOwn(node)) + Number(node.file === '');
  const candidates = fitting.toSorted((a, b) => rank(a) - rank(b));
  throw new StorageError('AMBIGUOUS', `${fitting.length} nodes fit ${quote(named)}.`, {
    repoId,
    operation: session.command,
    backend: session.store.backend,
    context: { candidates: candidates.slice(0, 20), total: fitting.length, named },
  });
}
