import type { DeadCodeReport, EntryRules, LivenessOptions } from '../../storage/index.ts';
import { formatAmount } from '../output/numbers.ts';
import type { Session } from '../session.ts';

/** The exit code of a gate that found too much. */
export const GATE_CLOSED = 3;
/** The exit code of a gate that had nothing to judge by: neither open nor closed. */
export const GATE_BLIND = 4;

/**
 * Why an answer about dead code cannot decide anything, a sentence each; none where it can.
 * @param allowsUnknown whether languages about which nothing can be said are taken as they are
 */
export async function gateProblems(
  session: Session,
  repoId: string,
  report: Pick<DeadCodeReport, 'entryPoints' | 'verdicts'>,
  options: LivenessOptions,
  allowsUnknown: boolean,
): Promise<string[]> {
  const { verdicts, entryPoints } = report;
  const judged = Object.values(verdicts).reduce((sum, count) => sum + count, 0);
  if (judged === 0) return [`Repository ${JSON.stringify(repoId)} has no node of the judged kinds.`];
  if (entryPoints === 0) return ['No node fits the entry points. Choose others with --entry or --entry-….'];
  const problems = (await idleRules(session, repoId, options)).map((rule) => `No entry point fits ${rule}.`);
  if (verdicts.unknown > 0 && !allowsUnknown) {
    const amount = formatAmount(verdicts.unknown, 'node is', 'nodes are');
    problems.push(
      `${amount} of a language without entry points or edges. --include unknown lists them, --allow-unknown lets them pass.`,
    );
  }
  return problems;
}

/**
 * Says beside an answer which of the caller's own entry rules no node fits: a
 * wrong word among right ones shows nowhere else.
 */
export async function noteIdleRules(
  session: Session,
  repoId: string,
  options: LivenessOptions,
): Promise<void> {
  for (const rule of await idleRules(session, repoId, options)) session.note(`No entry point fits ${rule}.`);
}

/** The caller's own entry rules that no node fits, as they are to be said. */
async function idleRules(
  { store, running }: Session,
  repoId: string,
  options: LivenessOptions,
): Promise<string[]> {
  const { entryPoints: rules } = options;
  if (rules === undefined || typeof rules === 'string') return [];
  const idle: string[] = [];
  for (const [said, single] of singleRules(rules)) {
    const query = { ...running, ...options, entryPoints: single, limit: 0 };
    if ((await store.queries.deadCode(repoId, query)).entryPoints === 0) idle.push(said);
  }
  return idle;
}

function* singleRules({ kinds, names, files, ids }: EntryRules): Iterable<[said: string, rule: EntryRules]> {
  for (const kind of kinds ?? []) yield [`the kind ${JSON.stringify(kind)}`, { kinds: [kind] }];
  for (const name of names ?? []) yield [`the name ${JSON.stringify(name)}`, { names: [name] }];
  for (const file of files ?? []) yield [`the files ${JSON.stringify(file)}`, { files: [file] }];
  for (const id of ids ?? []) yield [`the id ${JSON.stringify(id)}`, { ids: [id] }];
}
