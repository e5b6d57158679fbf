import { type Command, Option } from 'commander';
import type { Cycle, CycleLevel, QueryList } from '../../storage/index.ts';
import { given, parseCount, parseList } from '../arguments.ts';
import { GATE_BLIND, GATE_CLOSED } from '../findings/gate.ts';
import type { Output } from '../output/output.ts';
import { chooseRepository } from '../repository.ts';
import type { Cli, Session } from '../session.ts';

interface CyclesFlags {
  readonly by?: CycleLevel;
  readonly kinds?: readonly string[];
  readonly selfLoops?: boolean;
  readonly limit?: number;
  readonly failOn?: number;
}

/** Adds the command `cycles`. */
export function addCycles(program: Command, cli: Cli): void {
  program
    .command('cycles')
    .description('find what leads back to itself: symbols, files or folders, each with a short example')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .addOption(new Option('--by <LEVEL>', 'default symbol').choices(['symbol', 'file', 'folder']))
    .option('--kinds <A,B>', 'the kinds of edges to follow (default CALLS; all by file or folder)', parseList)
    .option('--self-loops', 'also symbols that only lead to themselves')
    .option('--limit <N>', 'the most cycles to show (default 100)', parseCount)
    .option(
      '--fail-on <N>',
      'exit with 3 where there are at least so many, with 4 where no edge was followed',
      parseCount,
    )
    .addHelpText('after', '\nExample:\n  codeprism-neo4j cycles ajv --by file')
    .action(async (named: string | undefined, flags: CyclesFlags) =>
      cli.withStore(async (session) => {
        const repoId = await chooseRepository(session, named);
        const { by, kinds: edgeKinds, selfLoops, limit } = flags;
        const options = { ...session.running, ...given({ by, edgeKinds, selfLoops, limit }) };
        const list = await session.store.queries.cycles(repoId, options);
        await cli.output.answer(list, () => cyclesText(list, cli.output));
        cli.output.talkAbout(list);
        if (flags.failOn === undefined) return;
        if (list.total >= flags.failOn) cli.exitCode = GATE_CLOSED;
        else if (!(await hasEdges(session, repoId, edgeKinds ?? kindsFor(by)))) {
          cli.exitCode = GATE_BLIND;
          cli.output.fail('Nothing could be decided. No stored edge has the kinds to follow: see --kinds.');
        }
      }),
    );
}

/** The members that are not in the example, and how many the answer leaves out. */
function othersOf({ size, members, example }: Cycle): string {
  const shown = new Set(example);
  const others = members.filter((member) => !shown.has(member));
  const more = size - members.length;
  return [...others, ...(more > 0 ? [`… and ${more} more`] : [])].join(', ');
}

/** What is followed without a choice: every kind, or calls alone between symbols. */
function kindsFor(by: CycleLevel | undefined): readonly string[] | undefined {
  return by === undefined || by === 'symbol' ? ['CALLS'] : undefined;
}

async function hasEdges(
  { store, running }: Session,
  repoId: string,
  kinds: readonly string[] | undefined,
): Promise<boolean> {
  const { edgesByKind } = await store.queries.summary(repoId, running);
  return edgesByKind.some(({ kind, count }) => count > 0 && (kinds === undefined || kinds.includes(kind)));
}

function cyclesText(list: QueryList<Cycle>, output: Output): string {
  if (list.items.length === 0) return list.total === 0 ? 'No cycles found.' : '';
  const hasOthers = list.items.some((cycle) => othersOf(cycle) !== '');
  return output.table(list.items, [
    { title: 'SIZE', value: (cycle) => cycle.size },
    { title: 'EXAMPLE', value: (cycle) => cycle.example.join(' -> ') },
    ...(hasOthers ? [{ title: 'OTHER MEMBERS', value: othersOf, expendable: true }] : []),
  ]);
}
