import { type Verification, verifyRemovals } from '../../analyzers/index.ts';
import { groupBy } from '../../graph/index.ts';
import { analysisOrigins } from '../../repository/index.ts';
import type { DeadCodeItem, LivenessOptions } from '../../storage/index.ts';
import { formatAmount, formatCount, formatLocation } from '../output/numbers.ts';
import { printable } from '../output/width.ts';
import type { Session } from '../session.ts';
import { sourceFolder } from './source-folder.ts';

/** A finding, and what the compiler says about the source without it, where it was asked. */
export interface CheckedItem extends DeadCodeItem {
  readonly verification?: Verification;
}

/** What the compiler is to be asked. */
export interface CheckOptions {
  /** The folder of the sources, where it is given. */
  readonly source: string | undefined;
  /** The rules by which the items are dead. */
  readonly liveness: LivenessOptions;
}

/** The most errors, and the most reasons, that are shown one by one. */
const MOST_SHOWN = 10;
const JUDGED_TOO = ['Function', 'Method', 'Class', 'Variable'];

/**
 * The same findings, each dead one with what the compiler says.
 * @throws `CONFIG_INVALID`, whatever `verifyRemovals` throws
 */
export async function checkedItems(
  session: Session,
  repoId: string,
  items: readonly DeadCodeItem[],
  { source, liveness }: CheckOptions,
): Promise<readonly CheckedItem[]> {
  const { store, running } = session;
  const folder = await sourceFolder(session, repoId, source);
  const dead = items.filter(({ verdict }) => verdict === 'dead');
  const isAnalyzed = (await analysisOrigins(store.analysis, repoId, running)).length > 0;
  const metadata = isAnalyzed ? await store.graph.getGraphMetadata(repoId, running) : undefined;
  const answers = await verifyRemovals(folder, dead, {
    ...running,
    goneToo: await deadBeside(session, repoId, liveness),
    ...(metadata && { fileHashes: metadata.fileHashes }),
  });
  return items.map((item) => {
    const verification = answers.get(item.id);
    return verification === undefined ? item : { ...item, verification };
  });
}

/** All that is dead, whether or not it is listed: it goes with what is. */
async function deadBeside(
  { store, running }: Session,
  repoId: string,
  liveness: LivenessOptions,
): Promise<readonly DeadCodeItem[]> {
  const options = { ...running, ...liveness, kinds: JUDGED_TOO, limit: Number.MAX_SAFE_INTEGER };
  const code = await store.queries.deadCode(repoId, options);
  const types = await store.queries.deadCode(repoId, { ...options, types: true });
  return [...code.items, ...types.items];
}

/** A word for what the compiler says of items that go together. */
export function checkWord(items: readonly CheckedItem[]): string {
  const states = items.map(({ verification }) => verification?.state);
  if (states.every((state) => state === 'verified')) return 'yes';
  return states.includes('breaks') ? 'breaks' : '-';
}

/** How many were verified, what breaks without which, and what was not checked and why. */
export function checkLines(items: readonly CheckedItem[]): readonly string[] {
  const asked = items.filter(({ verification }) => verification !== undefined);
  if (asked.length === 0) return [];
  const count = (state: Verification['state']): number =>
    asked.filter(({ verification }) => verification?.state === state).length;
  const left = [
    ...(count('breaks') > 0 ? [`${formatCount(count('breaks'))} break it`] : []),
    ...(count('not-checked') > 0 ? [`${formatCount(count('not-checked'))} not checked`] : []),
  ];
  const head = `Verified: without ${formatCount(count('verified'))} of ${formatAmount(asked.length, 'dead node')} the program compiles as before`;
  return [[head, ...left].join(', '), ...firstLines(breakLines(asked)), ...firstLines(reasonLines(asked))];
}

function firstLines(lines: readonly string[]): string[] {
  const more = lines.length - MOST_SHOWN;
  return [
    ...lines.slice(0, MOST_SHOWN).map(printable),
    ...(more > 0 ? [`  … ${formatCount(more)} more (--json has all)`] : []),
  ];
}

function breakLines(items: readonly CheckedItem[]): string[] {
  return items.flatMap((item) => {
    const { name, verification: said } = item;
    if (said?.state !== 'breaks') return [];
    return [
      `  without ${name} (${formatLocation(item)}), ${said.file}:${said.line}: ${said.message} (TS${said.code})`,
    ];
  });
}

/** One line for each reason, the most frequent first. */
function reasonLines(items: readonly CheckedItem[]): string[] {
  const left = items.flatMap(({ name, verification }) =>
    verification?.state === 'not-checked' ? [{ name, reason: verification.reason }] : [],
  );
  return [...groupBy(left, ({ reason }) => reason)]
    .sort(([, many], [, few]) => few.length - many.length)
    .map(([reason, [first, ...others]]) => {
      const more = others.length > 0 ? ` and ${formatAmount(others.length, 'other')}` : '';
      return `  not checked: ${first?.name ?? ''}${more}: ${reason}`;
    });
}
