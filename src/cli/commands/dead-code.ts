import type { Command } from 'commander';
import { StorageError } from '../../errors/index.ts';
import {
  type DeadCodeGroup,
  type DeadCodeItem,
  type DeadCodeReport,
  explainDead,
  type QueryList,
  type Verdict,
} from '../../storage/index.ts';
import { LISTED_CONFIDENCE } from '../../storage/queries/confidence-levels.ts';
import { coverageCaveats } from '../analysis-notes.ts';
import { given, parseCount, parseList, parseShare } from '../arguments.ts';
import { chosenNode } from '../chosen-node.ts';
import { baselineText, readBaseline } from '../findings/baseline.ts';
import { type CheckedItem, checkedItems, checkLines, checkWord } from '../findings/checked.ts';
import { explanationText } from '../findings/explanation.ts';
import { type Folded, foldedByRoot, linesOf, ranked } from '../findings/folded.ts';
import { GATE_BLIND, GATE_CLOSED, gateProblems, noteIdleRules } from '../findings/gate.ts';
import { sarifLog } from '../findings/sarif.ts';
import { type SortedFindings, sortFindings } from '../findings/sort.ts';
import { summaryLine } from '../findings/words.ts';
import { addNodeKind, checkKinds } from '../kinds.ts';
import { addLivenessOptions, type LivenessFlags, livenessOptions } from '../liveness-flags.ts';
import { fileLine } from '../output/file-line.ts';
import { formatAmount, formatCount, formatLocation } from '../output/numbers.ts';
import { caveatText, type Output } from '../output/output.ts';
import { shellWord } from '../output/shell-word.ts';
import { printable } from '../output/width.ts';
import { writeAside } from '../output/write-aside.ts';
import { packageVersion } from '../package-version.ts';
import { chooseRepository } from '../repository.ts';
import type { Cli, Session } from '../session.ts';

type ListedVerdict = Exclude<Verdict, 'alive'>;

interface DeadCodeFlags extends LivenessFlags {
  readonly nodeKind?: readonly string[];
  readonly include?: readonly string[];
  readonly minConfidence?: number;
  readonly types?: boolean;
  readonly flat?: boolean;
  readonly group?: boolean;
  readonly mark?: boolean;
  readonly limit?: number;
  readonly ignore?: string;
  readonly baseline?: string;
  readonly writeBaseline?: boolean;
  readonly failOn?: number;
  readonly allowUnknown?: boolean;
  readonly sarif?: boolean;
  readonly verify?: boolean;
  readonly source?: string;
  readonly explain?: string;
}

/** A report of what is left to look at, and how much was left out. */
interface SiftedReport extends DeadCodeReport {
  readonly items: readonly CheckedItem[];
  readonly ignored?: number;
  readonly known?: number;
  /** How many were found and left out for being less sure than the default asks for. */
  readonly lessSure?: number;
}

const DEFAULT_LIMIT = 100;
/** The most idle lines of an ignore file that are named one by one. */
const MOST_IDLE = 10;

/** Adds the command `dead-code`. */
export function addDeadCode(program: Command, cli: Cli): void {
  const command = program
    .command('dead-code')
    .description('list what no entry point reaches, with reasons and doubts')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .option('--include <A,B>', 'also list test-only, unknown, or both', parseList)
    .option('--types', 'judge interfaces, types and enums in place of what runs')
    .option(
      '--min-confidence <N>',
      'only what is at least so sure, from 0 to 1 (default 0.5, in a gate 0)',
      parseShare,
    )
    .option('--flat', 'a line for each node, not for what goes together')
    .option('--group', 'show the dead with the names of all that hangs under each root')
    .option('--mark', 'label all that is dead in Neo4j, until the repository changes')
    .option('--limit <N>', 'the most nodes to show (default: what a screen holds)', parseCount)
    .option('--ignore <FILE>', 'leave out what this file lists: globs with reasons')
    .option('--baseline <FILE>', 'only what is not in this file')
    .option('--write-baseline', 'write what there is to the baseline file')
    .option('--fail-on <N>', 'exit with 3 where there are at least so many', parseCount)
    .option('--allow-unknown', 'let a gate pass over languages about which nothing can be said')
    .option('--sarif', 'answer as a SARIF 2.1.0 log')
    .option('--explain <NODE>', 'for one node: who refers to it, why they are dead, what would settle it')
    .option(
      '--verify',
      'ask the TypeScript compiler whether the source compiles without them; nothing is written',
    )
    .option('--source <DIR>', 'with --verify: the folder that was analysed (default: the one you are in)');
  addNodeKind(command, 'the kinds of nodes to judge (default Function,Method,Class)', '--kinds');
  addLivenessOptions(command)
    .addHelpText(
      'after',
      `
With --fail-on or --baseline it is a gate: it ends with ${GATE_CLOSED} where there is too much, and with ${GATE_BLIND} where
nothing could be judged: no entry point, a rule that fits nothing, an unknown language, an empty repository.

Example:
  codeprism-neo4j dead-code ajv --entry library --include test-only`,
    )
    .action(async (named: string | undefined, flags: DeadCodeFlags) =>
      cli.withStore(async (session) => {
        checkFlags(flags);
        const repoId = await chooseRepository(session, named);
        const liveness = { ...livenessOptions(flags), ...given({ kinds: flags.nodeKind }) };
        if (flags.explain !== undefined) return explain(cli, session, repoId, flags);
        // A gate has an exit code of its own for what cannot be judged.
        if (!isGate(flags))
          await checkKinds(session, repoId, { nodeKinds: flags.nodeKind, edgeKinds: flags.edgeKind });
        const found = await session.store.queries.deadCode(repoId, {
          ...session.asking,
          ...liveness,
          ...given({
            minConfidence: flags.minConfidence,
            groupByRoot: flags.group,
            mark: flags.mark,
            types: flags.types,
          }),
          verdicts: ['dead', ...(flags.include ?? [])] as ListedVerdict[], // the library checks them
          limit: flags.group ? (flags.limit ?? DEFAULT_LIMIT) : Number.MAX_SAFE_INTEGER,
        });
        const checks = { source: flags.source, liveness };
        const items = flags.verify ? await checkedItems(session, repoId, found.items, checks) : found.items;
        const report = {
          ...found,
          items,
          caveats: [...found.caveats, ...(await coverageCaveats(session, repoId))],
        };
        const sorted = await sortFindings(report.items, {
          ignore: flags.ignore,
          baseline: flags.writeBaseline ? undefined : flags.baseline,
        });
        const problems = isGate(flags)
          ? await gateProblems(session, repoId, report, liveness, flags.allowUnknown === true)
          : [];
        if (!isGate(flags)) await noteIdleRules(session, repoId, liveness);
        if (problems.length === 0 && flags.writeBaseline && flags.baseline !== undefined) {
          cli.output.talk(await writeBaseline(flags.baseline, sorted));
        }
        await tell(cli.output, flags.group ? report : sifted(report, sorted, flags), sorted, flags);
        talkAboutIdle(cli.output, sorted.idleRules, flags.ignore ?? '');
        if (problems.length > 0) return failBlind(cli, problems, flags);
        const remaining = isSifted(flags) ? sorted.fresh.length : report.total;
        if (!flags.writeBaseline && flags.failOn !== undefined && remaining >= flags.failOn)
          cli.exitCode = GATE_CLOSED;
      }),
    );
}

async function explain(cli: Cli, session: Session, repoId: string, flags: DeadCodeFlags): Promise<void> {
  await checkKinds(session, repoId, { edgeKinds: flags.edgeKind });
  const node = await chosenNode(session, repoId, flags.explain ?? '', {});
  const options = { ...session.asking, ...livenessOptions(flags) };
  const explained = await explainDead(session.store.queries, repoId, node, options);
  const answer = {
    ...explained,
    caveats: [...explained.caveats, ...(await coverageCaveats(session, repoId))],
  };
  const line = (command: string, rest: string): string =>
    `${session.program} ${command} ${shellWord(repoId)} ${rest}`;
  await cli.output.answer(answer, () => explanationText(answer, cli.output, line));
  for (const caveat of answer.caveats) cli.output.talk(caveatText(caveat));
}

function talkAboutIdle(output: Output, rules: SortedFindings['idleRules'], path: string): void {
  for (const { line, text } of rules.slice(0, MOST_IDLE)) {
    output.talk(printable(`note: line ${line} of ${path} fits nothing: ${text}`));
  }
  const more = rules.length - MOST_IDLE;
  if (more > 0) output.talk(printable(`note: ${formatAmount(more, 'further line')} of ${path} fit nothing`));
}

/** Whether all items are needed to know which ones count. */
function isSifted({ ignore, baseline, sarif }: DeadCodeFlags): boolean {
  return ignore !== undefined || baseline !== undefined || sarif === true;
}

function checkFlags(flags: DeadCodeFlags): void {
  const problem =
    flags.writeBaseline && flags.baseline === undefined
      ? '--write-baseline needs --baseline FILE, the file to write.'
      : flags.group && isSifted(flags)
        ? '--group shows everything: leave it out, or --ignore, --baseline and --sarif.'
        : flags.group && flags.verify
          ? '--group has no place for what --verify says: leave one of them out.'
          : flags.source !== undefined && !flags.verify
            ? '--source is the folder for --verify: give both, or none.'
            : flags.failOn === 0
              ? '--fail-on 0 would always fail. Give 1 or more.'
              : undefined;
  if (problem !== undefined) throw new StorageError('CONFIG_INVALID', problem);
}

function sifted(report: DeadCodeReport, sorted: SortedFindings, flags: DeadCodeFlags): SiftedReport {
  const { fresh, all } = sorted;
  const isOpen = flags.minConfidence !== undefined || isSifted(flags) || isGate(flags);
  // What nothing can be said of is listed where it is asked for.
  const sure = fresh.filter(
    ({ verdict, confidence }) => isOpen || verdict === 'unknown' || confidence >= LISTED_CONFIDENCE,
  );
  const lessSure = fresh.length - sure.length;
  return {
    ...report,
    items: ranked(sure),
    total: sure.length,
    truncated: false,
    ...(isSifted(flags) && {
      ignored: all.filter(({ ignored }) => ignored !== undefined).length,
      known: all.filter(({ ignored, isKnown }) => ignored === undefined && isKnown).length,
    }),
    ...(lessSure > 0 && { lessSure }),
  };
}

/** @returns what was written, and how it differs from what was there */
async function writeBaseline(path: string, { fresh }: SortedFindings): Promise<string> {
  const before = await readBaseline(path);
  const ids = new Set(fresh.map(({ id }) => id));
  await writeAside(path, async (sink) => {
    sink.write(baselineText([...ids]));
  });
  const wrote = `wrote ${formatAmount(ids.size, 'item')} to ${path}`;
  if (before === undefined) return printable(wrote);
  const gone = [...before].filter((id) => !ids.has(id)).length;
  const added = ids.size - (before.size - gone);
  return printable(`${wrote}: ${formatCount(gone)} no longer in it, ${formatCount(added)} new`);
}

/** Whether the exit code is to decide something. */
function isGate({ failOn, baseline }: DeadCodeFlags): boolean {
  return failOn !== undefined || baseline !== undefined;
}

function failBlind(cli: Cli, problems: readonly string[], { writeBaseline }: DeadCodeFlags): void {
  cli.exitCode = GATE_BLIND;
  const kept = writeBaseline === true ? ' The baseline was left as it is.' : '';
  cli.output.fail(`Nothing could be decided. ${problems.join(' ')}${kept}`);
}

async function tell(
  output: Output,
  report: SiftedReport,
  sorted: SortedFindings,
  flags: DeadCodeFlags,
): Promise<void> {
  if (flags.sarif) {
    const log = sarifLog(sorted.all, packageVersion(), flags.baseline !== undefined && !flags.writeBaseline);
    await output.printJson(log);
    return;
  }
  if (flags.group) {
    await output.answer(report, () => deadCodeText(report, output));
    output.talkAbout(report);
    return;
  }
  const limit = flags.limit ?? output.rows ?? DEFAULT_LIMIT;
  const cut = cutAt(report, report.items, limit);
  await output.answer(cut, () => deadCodeText(report, output, { isFlat: flags.flat === true, limit }));
  output.talkAbout(flags.flat ? cut : cutAt(report, foldedByRoot(report.items), limit));
}

function cutAt<Item>(
  report: SiftedReport,
  items: readonly Item[],
  limit: number,
): Omit<SiftedReport, 'items'> & QueryList<Item> {
  return { ...report, items: items.slice(0, limit), total: items.length, truncated: items.length > limit };
}

/** How a list of findings is shown. */
interface ListStyle {
  /** A line for each item, not for what goes together. */
  readonly isFlat: boolean;
  /** The most lines. */
  readonly limit: number;
}

/** A summary, what was found as a table, and under it how all that was judged came out. */
export function deadCodeText(
  report: SiftedReport,
  output: Output,
  { isFlat, limit }: ListStyle = { isFlat: false, limit: DEFAULT_LIMIT },
): string {
  const rows = isFlat
    ? report.items.slice(0, limit).map((item) => ({ head: item, items: [item], lines: linesOf([item]) }))
    : foldedByRoot(report.items).slice(0, limit);
  const table = report.groups === undefined ? itemTable(rows, output) : groupTable(report.groups, output);
  const lines = [verdictLine(report), ...checkLines(report.items), ...leftOut(report)];
  if (report.items.length === 0) return lines.join('\n');
  return [summaryLine(report.items, report.deadApart), '', table, '', ...lines].join('\n');
}

function leftOut({ ignored = 0, known = 0, lessSure = 0 }: SiftedReport): string[] {
  const left = [
    ...(ignored === 0 ? [] : [`${formatCount(ignored)} ignored`]),
    ...(known === 0 ? [] : [`${formatCount(known)} in the baseline`]),
    ...(lessSure === 0
      ? []
      : [`${formatCount(lessSure)} less sure than ${LISTED_CONFIDENCE} (--min-confidence 0 lists them)`]),
  ];
  return left.length > 0 ? [`Left out: ${left.join(', ')}`] : [];
}

function itemTable(rows: readonly Folded[], output: Output): string {
  const allDead = rows.every(({ head }) => head.verdict === 'dead');
  const isChecked = rows.some(({ items }) => items.some(({ verification }) => verification !== undefined));
  return output.table(rows, [
    { title: 'SURE', value: ({ head }) => head.confidence.toFixed(2) },
    { title: 'NAME', value: ({ head, items }) => nameOf(head, items.length) },
    { title: 'KIND', value: ({ head }) => head.kind },
    fileLine(({ head }) => formatLocation(head)),
    { title: 'ID', value: ({ head }) => head.id, isId: true },
    { title: 'LINES', value: ({ lines }) => lines },
    ...(isChecked ? [{ title: 'VERIFIED', value: ({ items }: Folded) => checkWord(items) }] : []),
    ...(allDead ? [] : [{ title: 'VERDICT', value: ({ head }: Folded) => head.verdict }]),
    { title: 'WHY', value: ({ head }) => whyOf(head).join(', ') },
  ]);
}

/** What one has to know before anything else. */
function whyOf({ verdict, reasons, doubts }: DeadCodeItem): readonly string[] {
  return verdict === 'dead' && doubts.length > 0 ? doubts : reasons;
}

function nameOf({ name }: DeadCodeItem, together: number): string {
  return together > 1 ? `${name} +${formatCount(together - 1)}` : name;
}

function groupTable(groups: QueryList<DeadCodeGroup>, output: Output): string {
  return output.table(groups.items, [
    { title: 'ROOT', value: (group) => group.root.name },
    { title: 'KIND', value: (group) => group.root.kind },
    fileLine((group) => formatLocation(group.root)),
    { title: 'ITEMS', value: (group) => group.total },
    { title: 'SIZE', value: (group) => group.size },
    { title: 'HOLDS', value: (group) => group.items.map((item) => item.name).join(', ') },
  ]);
}

function verdictLine({ verdicts, entryPoints }: DeadCodeReport): string {
  const counts = (['dead', 'test-only', 'unknown', 'alive'] as const).map(
    (verdict) => `${formatCount(verdicts[verdict])} ${verdict}`,
  );
  const judged = Object.values(verdicts).reduce((sum, count) => sum + count, 0);
  return `${formatAmount(judged, 'node')} judged from ${formatAmount(entryPoints, 'entry point')}: ${counts.join(', ')}`;
}
