import { type Command, Option } from 'commander';
import type { Cycle, CycleLevel, NodeSummary, QueryList } from '../../storage/index.ts';
import { given, parseCount } from '../arguments.ts';
import { GATE_BLIND, GATE_CLOSED } from '../findings/gate.ts';
import { addEdgeKind, checkKinds } from '../kinds.ts';
import { nameAndPlace, nodesById } from '../nodes-by-id.ts';
import type { Output } from '../output/output.ts';
import { chooseRepository } from '../repository.ts';
import type { Cli, Session } from '../session.ts';

interface CyclesFlags {
  readonly by?: CycleLevel;
  readonly edgeKind?: readonly string[];
  readonly selfLoops?: boolean;
  readonly limit?: number;
  readonly failOn?: number;
}

/** Adds the command `cycles`. */
export function addCycles(program: Command, cli: Cli): void {
  const command = program
    .command('cycles')
    .description('find what leads back to itself: symbols, files or folders, each with a short example')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .addOption(new Option('--by <LEVEL>', 'default symbol').choices(['symbol', 'file', 'folder']))
    .option('--self-loops', 'also symbols that only lead to themselves')
    .option('--limit <N>', 'the most cycles to show (default: what a screen holds)', parseCount)
    .option(
      '--fail-on <N>',
      'exit with 3 where there are at least so many, with 4 where no edge was followed',
      parseCount,
    );
  addEdgeKind(command, 'the kinds of edges to follow (default CALLS; all by file or folder)', '--kinds')
    .addHelpText('after', '\nExample:\n  codeprism-neo4j cycles ajv --by file')
    .action(async (named: string | undefined, flags: CyclesFlags) =>
      cli.withStore(async (session) => {
        const repoId = await chooseRepository(session, named);
        const { by, edgeKind: edgeKinds, selfLoops, limit = cli.output.rows } = flags;
        // A gate has an exit code of its own for what cannot be judged.
        if (flags.failOn === undefined) await checkKinds(session, repoId, { edgeKinds });
        const options = { ...session.asking, ...given({ by, edgeKinds, selfLoops, limit }) };
        const list = await session.store.queries.cycles(repoId, options);
        // Files and folders are their own names; of symbols an answer has the ids.
        const ids = isBySymbol(by) && !cli.output.json ? list.items.flatMap(idsOf) : [];
        const nodes = await nodesById(session, repoId, ids);
        await cli.output.answer(list, () => cyclesText(list, nodes, cli.output));
        cli.output.talkAbout(list);
        if (flags.failOn === undefined) return;
        if (list.total >= flags.failOn) cli.exitCode = GATE_CLOSED;
        else if (!(await hasEdges(session, repoId, edgeKinds ?? kindsFor(by)))) {
          cli.exitCode = GATE_BLIND;
          cli.output.fail(
            'Nothing could be decided. No stored edge has the kinds to follow: see --edge-kind.',
          );
        }
      }),
    );
}

type Nodes = ReadonlyMap<string, NodeSummary>;

function isBySymbol(by: CycleLevel | undefined): boolean {
  return by === undefined || by === 'symbol';
}

function idsOf({ members, example }: Cycle): string[] {
  return [...members, ...example];
}

/** The way round, by names and places; where it comes back, the name says enough. */
function wayOf({ example }: Cycle, nodes: Nodes): string {
  const last = example.at(-1) ?? '';
  const steps = example.slice(0, -1).map((id) => nameAndPlace(id, nodes));
  return [...steps, nodes.get(last)?.name ?? last].join(' -> ');
}

/** The members that are not in the example, and how many the answer leaves out. */
function othersOf({ size, members, example }: Cycle, nodes: Nodes): string[] {
  const shown = new Set(example);
  const others = members.filter((member) => !shown.has(member));
  const more = size - members.length;
  const names = [...others.map((id) => nameAndPlace(id, nodes)), ...(more > 0 ? [`… and ${more} more`] : [])];
  return names.length === 0 ? [] : [`also ${names.join(', ')}`];
}

/** What is followed without a choice: every kind, or calls alone between symbols. */
function kindsFor(by: CycleLevel | undefined): readonly string[] | undefined {
  return isBySymbol(by) ? ['CALLS'] : undefined;
}

async function hasEdges(
  { store, asking }: Session,
  repoId: string,
  kinds: readonly string[] | undefined,
): Promise<boolean> {
  const { edgesByKind } = await store.queries.summary(repoId, asking);
  return edgesByKind.some(({ kind, count }) => count > 0 && (kinds === undefined || kinds.includes(kind)));
}

function cyclesText(list: QueryList<Cycle>, nodes: Nodes, output: Output): string {
  if (list.items.length === 0) return list.total === 0 ? 'No cycles found.' : '';
  return output.table(list.items, [
    { title: 'SIZE', value: (cycle) => cycle.size },
    { title: 'CYCLE', value: (cycle) => [wayOf(cycle, nodes), ...othersOf(cycle, nodes)].join('; ') },
    ...(nodes.size > 0
      ? [{ title: 'IDS', value: (cycle: Cycle) => cycle.members.join(', '), isId: true }]
      : []),
  ]);
}
