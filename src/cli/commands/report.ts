import type { Command } from 'commander';
import { quote } from '../../errors/index.ts';
import { checkLinkTemplate, type WrittenReport, writeReport } from '../../report/index.ts';
import { analysisOrigins } from '../../repository/coverage.ts';
import { given } from '../arguments.ts';
import { checkKinds } from '../kinds.ts';
import { addLivenessOptions, type LivenessFlags, livenessOptions } from '../liveness-flags.ts';
import { formatAmount } from '../output/numbers.ts';
import { printable } from '../output/width.ts';
import { writeAside } from '../output/write-aside.ts';
import { packageVersion } from '../package-version.ts';
import { chooseRepository } from '../repository.ts';
import type { Cli, Session } from '../session.ts';

interface ReportFlags extends LivenessFlags {
  readonly out: string;
  readonly linkTemplate?: string;
}

const HELP = `
A link template is an address with {file}, {line} and {commit}, such as vscode://file/home/me/project/{file}:{line}.

Examples:
  codeprism-neo4j report ajv --out report.html
  codeprism-neo4j report ajv --link-template 'https://github.com/ajv-validator/ajv/blob/v8.20.0/{file}#L{line}'`;

/** Adds the command `report`. */
export function addReport(program: Command, cli: Cli): void {
  const command = program
    .command('report')
    .description('write one page to look at and to send: map, dependencies, cycles, dead code, call graphs')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .option('--out <FILE>', 'where the page is written', 'report.html')
    .option('--link-template <ADDRESS>', 'what places in the code link to: an editor or a forge');
  addLivenessOptions(command)
    .addHelpText('after', HELP)
    .action(async (named: string | undefined, flags: ReportFlags) =>
      cli.withStore(async (session) => {
        const repoId = await chooseRepository(session, named);
        await checkKinds(session, repoId, { edgeKinds: flags.edgeKind });
        const options = {
          ...session.asking,
          ...livenessOptions(flags),
          ...given({ linkTemplate: await linkTemplate(session, repoId, flags) }),
          version: packageVersion(),
        };
        let written: WrittenReport | undefined;
        await writeAside(flags.out, async (sink) => {
          written = await writeReport(session.store, repoId, sink, options);
        });
        if (written?.nodes === 0) cli.output.note(`${quote(repoId)} is empty: the page has nothing to show.`);
        const report = { repoId, file: flags.out, ...written };
        await cli.output.answer(report, () => textOf(report));
      }),
    );
}

async function linkTemplate(
  { store, running }: Session,
  repoId: string,
  { linkTemplate: given }: ReportFlags,
): Promise<string | undefined> {
  if (given === undefined) return undefined;
  const origins = await analysisOrigins(store.analysis, repoId, running);
  return checkLinkTemplate(given, origins.find(({ git }) => git !== undefined)?.git?.commit);
}

function textOf({
  repoId,
  file,
  nodes = 0,
  edges = 0,
  bytes = 0,
}: Partial<WrittenReport> & { repoId: string; file: string }): string {
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  return printable(
    `Wrote ${file}, ${size}: ${repoId}, ${formatAmount(nodes, 'node')}, ${formatAmount(edges, 'edge')}. Open it in a browser.`,
  );
}
