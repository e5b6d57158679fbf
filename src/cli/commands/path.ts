import type { Command } from 'commander';
import type { CallPath, PathStep } from '../../storage/index.ts';
import { given, parseDepth, parseList } from '../arguments.ts';
import { chosenNode } from '../chosen-node.ts';
import { addEdgeKind, checkKinds } from '../kinds.ts';
import { kindOf, NODE_FORMS, nameOf, placeOf, twoNodes } from '../nodes.ts';
import { sitesText } from '../output/edge-sites.ts';
import { fileLine } from '../output/file-line.ts';
import type { Output } from '../output/output.ts';
import type { Cli } from '../session.ts';

interface PathFlags {
  readonly depth?: number;
  readonly edgeKind?: readonly string[];
  readonly fromFile?: string;
  readonly toFile?: string;
  readonly fromKind?: readonly string[];
  readonly toKind?: readonly string[];
}

/** Adds the command `path`. */
export function addPath(program: Command, cli: Cli): void {
  const command = program
    .command('path')
    .description('show a shortest way of calls from one node to another')
    .usage('[options] [REPO] FROM TO')
    .argument('<REPO or FROM>', 'the repository; may be left out where only one is stored')
    .argument('<FROM or TO>', `the first node: ${NODE_FORMS}`)
    .argument('[TO]', 'the last node, in the same ways')
    .option('--from-file <PATH>', 'FROM is a name in this file')
    .option('--to-file <PATH>', 'TO is a name in this file')
    .option('--from-kind <A,B>', 'FROM is a name of one of these kinds', parseList)
    .option('--to-kind <A,B>', 'TO is a name of one of these kinds', parseList)
    .option('--depth <N>', 'the most steps (default all)', parseDepth);
  addEdgeKind(command, 'the kinds of edges to follow (default CALLS)', '--kinds')
    .addHelpText('after', '\nExample:\n  codeprism-neo4j path ajv compileSchema checkStrictMode')
    .action(async (first: string, second: string, third: string | undefined, flags: PathFlags) =>
      cli.withStore(async (session) => {
        const { repoId, names } = await twoNodes(session, first, second, third);
        const { depth, edgeKind: edgeKinds, fromFile, toFile, fromKind, toKind } = flags;
        await checkKinds(session, repoId, { edgeKinds });
        const from = await chosenNode(session, repoId, names[0], { file: fromFile, nodeKind: fromKind });
        const to = await chosenNode(session, repoId, names[1], { file: toFile, nodeKind: toKind });
        const options = { ...session.asking, ...given({ depth, edgeKinds }) };
        const path = await session.store.queries.callPath(repoId, from, to, options);
        await cli.output.answer(path ?? null, () => pathText(path, cli.output));
      }),
    );
}

function pathText(path: CallPath | undefined, output: Output): string {
  if (path === undefined) return 'No path found.';
  const rows: readonly { readonly to: PathStep['to']; readonly edge?: PathStep['edge'] }[] = [
    { to: path.from },
    ...path.steps,
  ];
  return output.table(rows, [
    { title: 'BY', value: ({ edge }) => (edge === undefined ? '' : byLine(edge)) },
    { title: 'NAME', value: ({ to }) => nameOf(to) },
    { title: 'KIND', value: ({ to }) => kindOf(to) },
    fileLine(({ to }) => placeOf(to)),
  ]);
}

/** `CALLS in line 12`; the line is in the file of the step before. */
function byLine(edge: PathStep['edge']): string {
  return `${edge.kind} ${sitesText(edge)}`.trimEnd();
}
