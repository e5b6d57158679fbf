import type { Command } from 'commander';
import { StorageError } from '../../errors/index.ts';
import type { DeadCodeGroup, DeadCodeItem, DeadCodeReport, QueryList, Verdict } from '../../storage/index.ts';
import { coverageCaveats } from '../analysis-notes.ts';
import { given, parseCount, parseList, parseShare } from '../arguments.ts';
import { baselineText, readBaseline } from '../findings/baseline.ts';
import { GATE_BLIND, GATE_CLOSED, gateProblems } from '../findings/gate.ts';
import { sarifLog } from '../findings/sarif.ts';
import { type SortedFindings, sortFindings } from '../findings/sort.ts';
import { addLivenessOptions, type LivenessFlags, livenessOptions } from '../liveness-flags.ts';
import { fileLine } from '../output/file-line.ts';
import { formatAmount, formatCount, formatLocation } from '../output/numbers.ts';
import type { Output } from '../output/output.ts';
import { printable } from '../output/width.ts';
import { writeAside } from '../output/write-aside.ts';
import { packageVersion } from '../package-version.ts';
import { chooseRepository } from '../repository.ts';
import type { Cli } from '../session.ts';

type ListedVerdict = Exclude<Verdict, 'alive'>;

interface DeadCodeFlags extends LivenessFlags {
  readonly kinds?: readonly string[];
  readonly include?: readonly string[];
  readonly minConfidence?: number;
  readonly group?: boolean;
  readonly mark?: boolean;
  readonly limit?: number;
  readonly ignore?: string;
  readonly baseline?: string;
  readonly writeBaseline?: boolean;
  readonly failOn?: number;
  readonly allowUnknown?: boolean;
  readonly sarif?: boolean;
}

/** A report of what is left to look at, and how much was left out. */
interface SiftedReport extends DeadCodeReport {
  readonly ignored?: number;
  readonly known?: number;
}

const DEFAULT_LIMIT = 100;
/** The most idle lines of an ignore file that are named one by one. */
const MOST_IDLE = 10;

export function addDeadCode(program: Command, cli: Cli): void {
  const command = program
    .command('dead-code')
    .description('list what no entry point reaches, with reasons and doubts')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .option('--kinds <A,B>', 'the node kinds to judge (default Function,Method,Class)', parseList)
    .option('--include <A,B>', 'also list test-only, unknown, or both', parseList)
    .option('--min-confidence <N>', 'only what is at least so sure, from 0 to 1', parseShare)
    .option('--group', 'show the dead under the roots that they hang under')
    .option('--mark', 'label all that is dead in Neo4j, until the repository changes')
    .option('--limit <N>', 'the most nodes to show (default 100)', parseCount)
    .option('--ignore <FILE>', 'leave out what this file lists: globs with reasons')
    .option('--baseline <FILE>', 'only what is not in this file')
    .option('--write-baseline', 'write what there is to the baseline file')
    .option('--fail-on <N>', 'exit with 3 where there are at least so many', parseCount)
    .option('--allow-unknown', 'let a gate pass over languages about which nothing can be said')
    .option('--sarif', 'answer as a SARIF 2.1.0 log');
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
        const liveness = { ...livenessOptions(flags), ...given({ kinds: flags.kinds }) };
        const found = await session.store.queries.deadCode(repoId, {
          ...session.running,
          ...liveness,
          ...given({
            minConfidence: flags.minConfidence,
            groupByRoot: flags.group,
            mark: flags.mark,
          }),
          verdicts: ['dead', ...(flags.include ?? [])] as ListedVerdict[], // the library checks them
          limit: isSifted(flags) ? Number.MAX_SAFE_INTEGER : (flags.limit ?? DEFAULT_LIMIT),
        });
        const report = { ...found, caveats: [...found.caveats, ...(await coverageCaveats(session, repoId))] };
        const sorted = await sortFindings(report.items, {
          ignore: flags.ignore,
          baseline: flags.writeBaseline ? undefined : flags.baseline,
        });
        const problems = isGate(flags)
          ? await gateProblems(session, repoId, report, liveness, flags.allowUnknown === true)
          : [];
        if (problems.length === 0 && flags.writeBaseline && flags.baseline !== undefined) {
          cli.output.talk(await writeBaseline(flags.baseline, sorted));
        }
        await tell(cli.output, isSifted(flags) ? sifted(report, sorted, flags) : report, sorted, flags);
        talkAboutIdle(cli.output, sorted.idleRules, flags.ignore ?? '');
        if (problems.length > 0) return failBlind(cli, problems, flags);
        const remaining = isSifted(flags) ? sorted.fresh.length : report.total;
        if (!flags.writeBaseline && flags.failOn !== undefined && remaining >= flags.failOn)
          cli.exitCode = GATE_CLOSED;
      }),
    );
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
        : flags.failOn === 0
          ? '--fail-on 0 would always fail. Give 1 or more.'
          : undefined;
  if (problem !== undefined) throw new StorageError('CONFIG_INVALID', problem);
}

function sifted(report: DeadCodeReport, sorted: SortedFindings, flags: DeadCodeFlags): SiftedReport {
  const { fresh, all } = sorted;
  const limit = flags.limit ?? DEFAULT_LIMIT;
  return {
    ...report,
    items: fresh.slice(0, limit),
    total: fresh.length,
    truncated: fresh.length > limit,
    ignored: all.filter(({ ignored }) => ignored !== undefined).length,
    known: all.filter(({ ignored, isKnown }) => ignored === undefined && isKnown).length,
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
  await output.answer(report, () => deadCodeText(report, output));
  output.talkAbout(report);
}

/** What was found as a table, and under it how all that was judged came out. */
export function deadCodeText(report: SiftedReport, output: Output): string {
  const rows =
    report.groups === undefined ? itemTable(report.items, output) : groupTable(report.groups, output);
  const left = [
    ...(report.ignored === undefined || report.ignored === 0
      ? []
      : [`${formatCount(report.ignored)} ignored`]),
    ...(report.known === undefined || report.known === 0
      ? []
      : [`${formatCount(report.known)} in the baseline`]),
  ];
  const lines = [verdictLine(report), ...(left.length > 0 ? [`Left out: ${left.join(', ')}`] : [])];
  return report.items.length === 0 ? lines.join('\n') : [rows, '', ...lines].join('\n');
}

function itemTable(items: readonly DeadCodeItem[], output: Output): string {
  return output.table(items, [
    { title: 'NAME', value: (item) => item.name },
    { title: 'KIND', value: (item) => item.kind },
    fileLine(formatLocation),
    { title: 'VERDICT', value: (item) => item.verdict },
    { title: 'SURE', value: (item) => item.confidence.toFixed(2) },
    {
      title: 'WHY',
      value: (item) => [...item.reasons, ...item.doubts.map((doubt) => `but ${doubt}`)].join(', '),
    },
  ]);
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
