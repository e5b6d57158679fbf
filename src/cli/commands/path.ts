import type { Command } from 'commander';
import type { CallPath, PathStep } from '../../storage/index.ts';
import { given, parseDepth, parseList } from '../arguments.ts';
import { kindOf, nameOf, placeOf, selectorOf, twoNodes } from '../nodes.ts';
import { sitesText } from '../output/edge-sites.ts';
import { fileLine } from '../output/file-line.ts';
import type { Output } from '../output/output.ts';
import type { Cli } from '../session.ts';

interface PathFlags {
  readonly depth?: number;
  readonly kinds?: readonly string[];
}

/** Adds the command `path`. */
export function addPath(program: Command, cli: Cli): void {
  program
    .command('path')
    .description('show a shortest way of calls from one node to another')
    .usage('[options] [REPO] FROM TO')
    .argument('<REPO or FROM>', 'the repository; may be left out where only one is stored')
    .argument('<FROM or TO>', "the first node's id or exact name")
    .argument('[TO]', "the last node's id or exact name")
    .option('--depth <N>', 'the most steps (default all)', parseDepth)
    .option('--kinds <A,B>', 'the kinds of edges to follow (default CALLS)', parseList)
    .addHelpText('after', '\nExample:\n  codeprism-neo4j path ajv compileSchema checkStrictMode')
    .action(async (first: string, second: string, third: string | undefined, flags: PathFlags) =>
      cli.withStore(async (session) => {
        const { repoId, names } = await twoNodes(session, first, second, third);
        const path = await session.store.queries.callPath(
          repoId,
          selectorOf(names[0]),
          selectorOf(names[1]),
          {
            ...session.running,
            ...given({ depth: flags.depth, edgeKinds: flags.kinds }),
          },
        );
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
