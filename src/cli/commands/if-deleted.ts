import type { Command } from 'commander';
import type { IfDeletedReport } from '../../storage/index.ts';
import { given, parseCount, parseEach } from '../arguments.ts';
import { chosenNodes } from '../chosen-node.ts';
import { noteIdleRules } from '../findings/gate.ts';
import { checkKinds } from '../kinds.ts';
import { addLivenessOptions, type LivenessFlags, livenessOptions } from '../liveness-flags.ts';
import { addNodeOptions, NODE_FORMS, type NodeFlags, nameOf, oneNode, placeOf } from '../nodes.ts';
import { fileLine, idColumn } from '../output/file-line.ts';
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
    .argument('[NODE]', NODE_FORMS)
    .option('--and <NODE>', 'a further node; may be given several times', parseEach)
    .option('--limit <N>', 'the most rows to show of each list (default: what a screen holds)', parseCount);
  addLivenessOptions(addNodeOptions(command))
    .addHelpText('after', '\nExample:\n  codeprism-neo4j if-deleted ajv checkStrictMode')
    .action(async (first: string, second: string | undefined, flags: IfDeletedFlags) =>
      cli.withStore(async (session) => {
        const { repoId, names } = await oneNode(session, first, second);
        await checkKinds(session, repoId, { edgeKinds: flags.edgeKind });
        const nodes = await chosenNodes(session, repoId, [names[0], ...(flags.and ?? [])], flags);
        const report = await session.store.queries.ifDeleted(repoId, nodes, {
          ...session.asking,
          ...livenessOptions(flags),
          ...given({ limit: flags.limit ?? cli.output.rows }),
        });
        await cli.output.answer(report, () => ifDeletedText(report, cli.output));
        await noteIdleRules(session, repoId, livenessOptions(flags));
        cli.output.talkAbout(report.changed, 'changed verdicts');
        cli.output.talkAbout({ ...report.broken, caveats: report.caveats }, 'broken references');
      }),
    );
}

function ifDeletedText({ deleted, changed, broken }: IfDeletedReport, output: Output): string {
  const changes = output.table(changed.items, [
    { title: 'NAME', value: (item) => item.name },
    { title: 'KIND', value: (item) => item.kind },
    fileLine(formatLocation),
    idColumn,
    { title: 'IS', value: (item) => item.before },
    { title: 'WOULD BE', value: (item) => item.after },
  ]);
  const names = new Map(deleted.items.map(({ id, name }) => [id, name]));
  const references = output.table(broken.items, [
    { title: 'FROM', value: ({ from }) => nameOf(from) },
    { title: 'KIND', value: ({ edge }) => edge.kind },
    fileLine(({ from, edge }) => referenceAt(placeOf(from), edge.attributes.line)),
    { title: 'TO', value: ({ edge }) => names.get(edge.target) ?? edge.target },
    { title: 'TO ID', value: ({ edge }) => edge.target, isId: true },
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
