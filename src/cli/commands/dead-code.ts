import { type Command, Option } from 'commander';
import type { DeadCodeReport, EntryPreset, Verdict } from '../../storage/index.ts';
import { given, parseCount, parseList } from '../arguments.ts';
import { formatAmount, formatCount, formatLocation } from '../output/numbers.ts';
import type { Output } from '../output/output.ts';
import { chooseRepository } from '../repository.ts';
import type { Cli } from '../session.ts';

type ListedVerdict = Exclude<Verdict, 'alive'>;

interface DeadCodeFlags {
  readonly entry?: EntryPreset;
  readonly kinds?: readonly string[];
  readonly include?: readonly string[];
  readonly limit?: number;
}

export function addDeadCode(program: Command, cli: Cli): void {
  program
    .command('dead-code')
    .description('list what no entry point reaches, with reasons')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .addOption(
      new Option('--entry <PRESET>', 'where use begins (default: by what the graph holds)').choices([
        'application',
        'library',
      ]),
    )
    .option('--kinds <A,B>', 'the node kinds to judge (default Function,Method,Class)', parseList)
    .option('--include <A,B>', 'also list test-only, unknown, or both', parseList)
    .option('--limit <N>', 'the most nodes to show (default 100)', parseCount)
    .addHelpText('after', '\nExample:\n  codeprism-neo4j dead-code ajv --entry library --include test-only')
    .action(async (named: string | undefined, flags: DeadCodeFlags) =>
      cli.withStore(async (session) => {
        const repoId = await chooseRepository(session, named);
        const verdicts = ['dead', ...(flags.include ?? [])] as ListedVerdict[]; // the library checks them
        const options = given({ entryPoints: flags.entry, kinds: flags.kinds, limit: flags.limit });
        const report = await session.store.queries.deadCode(repoId, {
          ...session.running,
          ...options,
          verdicts,
        });
        await cli.output.answer(report, () => deadCodeText(report, cli.output));
        cli.output.talkAbout(report);
      }),
    );
}

/** What was found as a table, and under it how all that was judged came out. */
export function deadCodeText(report: DeadCodeReport, output: Output): string {
  const rows = output.table(report.items, [
    { title: 'NAME', value: (item) => item.name },
    { title: 'KIND', value: (item) => item.kind },
    { title: 'FILE:LINE', value: formatLocation },
    { title: 'VERDICT', value: (item) => item.verdict },
    { title: 'WHY', value: (item) => item.reasons.join(', ') },
  ]);
  return report.items.length === 0 ? verdictLine(report) : `${rows}\n\n${verdictLine(report)}`;
}

function verdictLine({ verdicts, entryPoints }: DeadCodeReport): string {
  const counts = (['dead', 'test-only', 'unknown', 'alive'] as const).map(
    (verdict) => `${formatCount(verdicts[verdict])} ${verdict}`,
  );
  const judged = Object.values(verdicts).reduce((sum, count) => sum + count, 0);
  return `${formatAmount(judged, 'node')} judged from ${formatAmount(entryPoints, 'entry point')}: ${counts.join(', ')}`;
}
