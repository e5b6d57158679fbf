import type { Command } from 'commander';
import { StorageError } from '../../errors/index.ts';
import type { ImpactReport } from '../../storage/index.ts';
import { given, parseCount, parseDepth, parseEach, parseList } from '../arguments.ts';
import { chosenNodes } from '../chosen-node.ts';
import { addEdgeKind, checkKinds } from '../kinds.ts';
import { addNodeOptions, NODE_FORMS, type NodeFlags } from '../nodes.ts';
import { fileLine, idColumn } from '../output/file-line.ts';
import { formatAmount, formatLocation } from '../output/numbers.ts';
import type { Output } from '../output/output.ts';
import { chooseRepository } from '../repository.ts';
import type { Cli } from '../session.ts';
import { storedFile } from '../stored-file.ts';

interface ImpactFlags extends NodeFlags {
  readonly and?: readonly string[];
  readonly changed?: readonly string[];
  readonly depth?: number;
  readonly edgeKind?: readonly string[];
  readonly throughOverrides?: boolean;
  readonly tests?: readonly string[];
  readonly limit?: number;
}

/** Adds the command `impact`. */
export function addImpact(program: Command, cli: Cli): void {
  const command = program
    .command('impact')
    .description('show who may feel a change of nodes or files, and which tests are among them')
    .usage('[options] [REPO] [NODE]')
    .argument('[REPO or NODE]', 'the repository; may be left out where only one is stored')
    .argument('[NODE]', `${NODE_FORMS}; may be left out with --changed`)
    .option('--and <NODE>', 'a further node; may be given several times', parseEach)
    .option('--changed <FILE>', 'a file that changes; may be given several times', parseEach)
    .option('--depth <N>', 'how many steps to go, or all (default all)', parseDepth)
    .option('--through-overrides', 'whoever refers to a method refers to those that override it')
    .option('--tests <A,B>', 'globs of test files (default: common conventions)', parseList)
    .option('--limit <N>', 'the most rows to show of each list (default: what a screen holds)', parseCount);
  addEdgeKind(addNodeOptions(command), 'the kinds of edges to follow (default: all)', '--kinds')
    .addHelpText('after', '\nExample:\n  codeprism-neo4j impact ajv --changed lib/core.ts')
    .action(async (first: string | undefined, second: string | undefined, flags: ImpactFlags) =>
      cli.withStore(async (session) => {
        // With files alone, a single argument is the repository.
        const isRepository = second !== undefined || flags.changed !== undefined;
        const node = second ?? (isRepository ? undefined : first);
        if (node === undefined && flags.changed === undefined) {
          throw new StorageError('CONFIG_INVALID', 'Name a NODE, or files with --changed.');
        }
        const repoId = await chooseRepository(session, isRepository ? first : undefined);
        const files: string[] = [];
        for (const file of flags.changed ?? []) files.push(await storedFile(session, repoId, file));
        const { depth, edgeKind: edgeKinds, throughOverrides, tests: testFiles } = flags;
        await checkKinds(session, repoId, { edgeKinds });
        const named = [...(node === undefined ? [] : [node]), ...(flags.and ?? [])];
        const nodes = await chosenNodes(session, repoId, named, flags);
        const limit = flags.limit ?? cli.output.rows;
        const report = await session.store.queries.impactOf(
          repoId,
          { nodes, files },
          { ...session.asking, ...given({ depth, edgeKinds, throughOverrides, testFiles, limit }) },
        );
        await cli.output.answer(report, () => impactText(report, cli.output));
        cli.output.talkAbout(report);
      }),
    );
}

function impactText(report: ImpactReport, output: Output): string {
  if (report.total === 0) return 'Nobody is affected.';
  const nodes = output.table(report.items, [
    { title: 'STEPS', value: (node) => node.distance },
    { title: 'NAME', value: (node) => node.name },
    { title: 'KIND', value: (node) => node.kind },
    fileLine(formatLocation),
    idColumn,
  ]);
  const files = output.table(report.files.items, [
    { title: 'STEPS', value: (file) => file.distance },
    { title: 'FILE', value: (file) => file.file },
    { title: 'NODES', value: (file) => file.nodes },
    { title: 'TEST', value: (file) => (file.isTest ? 'test' : '') },
  ]);
  const totals = [
    formatAmount(report.total, 'node'),
    formatAmount(report.files.total, 'file'),
    `${formatAmount(report.tests.total, 'node')} in tests`,
  ];
  return [...(report.items.length > 0 ? [nodes, '', files, ''] : []), `Affected: ${totals.join(', ')}`].join(
    '\n',
  );
}
