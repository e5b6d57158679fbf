import type { NodeSummary } from '../storage/index.ts';
import type { Session } from './session.ts';

const LOOKED_AT = 40;

/** What the scripts of the kit name as examples, by the value that stands there for ajv. */
export type KitExamples = ReadonlyMap<string, string>;

/**
 * Examples that the repository holds, in place of the kit's own: a function that is much called and whose
 * name no other node has, its file, one that leads to it, a class that others extend, and a member of a
 * cycle. Where nothing fits, or the kit's own is there, nothing is replaced.
 */
export async function kitExamples(session: Session, repoId: string): Promise<KitExamples> {
  const examples = new Map<string, string>();
  const called = await firstUnique(session, repoId, ['CALLS'], 'fan-in');
  if (called === undefined || (await isHeld(session, repoId, 'checkStrictMode'))) return examples;
  examples.set('checkStrictMode', called.name);
  examples.set('lib/compile/util.ts', called.file);
  const caller = await farthestCaller(session, repoId, called);
  if (caller !== undefined) examples.set('compileSchema', caller);
  const extended = await firstUnique(session, repoId, ['EXTENDS', 'IMPLEMENTS'], 'fan-out');
  if (extended !== undefined) examples.set('Name', extended.name);
  const inCycle = await cycleMember(session, repoId);
  if (inCycle !== undefined) examples.set('typeAndKeywords', inCycle);
  return examples;
}

async function isHeld({ store, running }: Session, repoId: string, name: string): Promise<boolean> {
  return (await store.queries.findNodes(repoId, { name }, { ...running, limit: 0 })).total > 0;
}

async function firstUnique(
  { store, running }: Session,
  repoId: string,
  edgeKinds: readonly string[],
  by: 'fan-in' | 'fan-out',
): Promise<NodeSummary | undefined> {
  const ranked = await store.queries.hotspots(repoId, { ...running, edgeKinds, by, limit: LOOKED_AT });
  for (const node of ranked.items) {
    if (node.file === '' || node.kind === 'Module') continue;
    const { total } = await store.queries.findNodes(repoId, { name: node.name }, { ...running, limit: 0 });
    if (total === 1) return node;
  }
  return undefined;
}

async function farthestCaller(
  { store, running }: Session,
  repoId: string,
  { id }: NodeSummary,
): Promise<string | undefined> {
  const callers = await store.queries.callers(repoId, { id }, { ...running, depth: 3, limit: LOOKED_AT });
  return callers.items.findLast(({ kind }) => kind !== 'Module')?.name;
}

async function cycleMember({ store, running }: Session, repoId: string): Promise<string | undefined> {
  const [cycle] = (await store.queries.cycles(repoId, { ...running, limit: 1 })).items;
  const [id] = cycle?.example ?? [];
  if (id === undefined) return undefined;
  const [node] = (await store.queries.findNodes(repoId, { id }, { ...running, limit: 1 })).items;
  return node?.name;
}
