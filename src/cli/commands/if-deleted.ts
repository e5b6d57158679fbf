import type { Command } from 'commander';
import type { IfDeletedReport } from '../../storage/index.ts';
import { given, parseCount, parseEach } from '../arguments.ts';
import { addLivenessOptions, type LivenessFlags, livenessOptions } from '../liveness-flags.ts';
import { addNodeOptions, type NodeFlags, nameOf, oneNode, placeOf, selectorIn } from '../nodes.ts';
import { fileLine } from '../output/file-line.ts';
import { formatAmount, formatLocation } from '../output/numbers.ts';
import type { Output } from '../output/output.ts';
import type { Cli } from '../session.ts';

interface IfDeletedFlags extends LivenessFlags, NodeFlags {
  readonly and?: readonly string[];
  readonly limit?: number;
}

/** Adds the command `if-deleted`. */
export function addIfDeleted(program: Command, cli: Cli): void {
  const command = program
    .command('if-deleted')
    .description('show what would die, and what would break, without a node and all that lies in it')
    .usage('[options] [REPO] NODE')
    .argument('<REPO or NODE>', 'the repository; may be left out where only one is stored')
    .argument('[NODE]', "the node's id or exact name")
    .option('--and <NODE>', 'a further node; may be given several times', parseEach)
    .option('--limit <N>', 'the most rows to show of each list (default 100)', parseCount);
  addLivenessOptions(addNodeOptions(command))
    .addHelpText('after', '\nExample:\n  codeprism-neo4j if-deleted ajv checkStrictMode')
    .action(async (first: string, second: string | undefined, flags: IfDeletedFlags) =>
      cli.withStore(async (session) => {
        const { repoId, names } = await oneNode(session, first, second);
        const nodes = [await selectorIn(session, repoId, names[0], flags), ...(flags.and ?? [])];
        const report = await session.store.queries.ifDeleted(repoId, nodes, {
          ...session.running,
          ...livenessOptions(flags),
          ...given({ limit: flags.limit }),
        });
        await cli.output.answer(report, () => ifDeletedText(report, cli.output));
        cli.output.talkAbout({ ...report.changed, caveats: report.caveats });
        cli.output.talkAbout(report.broken);
      }),
    );
}

function ifDeletedText({ deleted, changed, broken }: IfDeletedReport, output: Output): string {
  const changes = output.table(changed.items, [
    { title: 'NAME', value: (item) => item.name },
    { title: 'KIND', value: (item) => item.kind },
    fileLine(formatLocation),
    { title: 'IS', value: (item) => item.before },
    { title: 'WOULD BE', value: (item) => item.after },
  ]);
  const references = output.table(broken.items, [
    { title: 'FROM', value: ({ from }) => nameOf(from) },
    { title: 'KIND', value: ({ edge }) => edge.kind },
    fileLine(({ from, edge }) => referenceAt(placeOf(from), edge.attributes.line)),
    { title: 'TO', value: ({ edge }) => edge.target, expendable: true },
  ]);
  return [
    output.strong(`Deleted: ${formatAmount(deleted.total, 'node')}`),
    output.strong(`Changed verdicts: ${changed.total}`),
    ...(changed.items.length > 0 ? [changes] : []),
    output.strong(`Broken references: ${broken.total}`),
    ...(broken.items.length > 0 ? [references] : []),
  ].join('\n');
}

/** The line of the reference itself, where the edge has it. */
function referenceAt(place: string, line: string | undefined): string {
  return line === undefined ? place : place.replace(/:\d+$/, () => `:${line}`);
}
