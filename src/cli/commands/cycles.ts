import { type Command, Option } from 'commander';
import type { Cycle, CycleLevel, QueryList } from '../../storage/index.ts';
import { given, parseCount, parseList } from '../arguments.ts';
import type { Output } from '../output/output.ts';
import { chooseRepository } from '../repository.ts';
import type { Cli } from '../session.ts';

interface CyclesFlags {
  readonly by?: CycleLevel;
  readonly kinds?: readonly string[];
  readonly selfLoops?: boolean;
  readonly limit?: number;
}

export function addCycles(program: Command, cli: Cli): void {
  program
    .command('cycles')
    .description('find what leads back to itself: symbols, files or folders, each with a short example')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .addOption(new Option('--by <LEVEL>', 'default symbol').choices(['symbol', 'file', 'folder']))
    .option('--kinds <A,B>', 'the kinds of edges to follow (default CALLS; all by file or folder)', parseList)
    .option('--self-loops', 'also symbols that only lead to themselves')
    .option('--limit <N>', 'the most cycles to show (default 100)', parseCount)
    .addHelpText('after', '\nExample:\n  codeprism-neo4j cycles ajv --by file')
    .action(async (named: string | undefined, flags: CyclesFlags) =>
      cli.withStore(async (session) => {
        const repoId = await chooseRepository(session, named);
        const { by, kinds: edgeKinds, selfLoops, limit } = flags;
        const options = { ...session.running, ...given({ by, edgeKinds, selfLoops, limit }) };
        const list = await session.store.queries.cycles(repoId, options);
        await cli.output.answer(list, () => cyclesText(list, cli.output));
        cli.output.talkAbout(list);
      }),
    );
}

function cyclesText(list: QueryList<Cycle>, output: Output): string {
  if (list.items.length === 0) return list.total === 0 ? 'No cycles found.' : '';
  return output.table(list.items, [
    { title: 'SIZE', value: (cycle) => cycle.size },
    { title: 'EXAMPLE', value: (cycle) => cycle.example.join(' -> ') },
  ]);
}
