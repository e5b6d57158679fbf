import { type Command, Option } from 'commander';
import type { Hotspot, HotspotsOptions, QueryList } from '../../storage/index.ts';
import { given, parseCount } from '../arguments.ts';
import { addEdgeKind, addNodeKind, checkKinds } from '../kinds.ts';
import { fileLine, idColumn } from '../output/file-line.ts';
import { formatLocation } from '../output/numbers.ts';
import type { Output } from '../output/output.ts';
import { chooseRepository } from '../repository.ts';
import type { Cli } from '../session.ts';

interface HotspotsFlags {
  readonly by?: HotspotsOptions['by'];
  readonly weighted?: boolean;
  readonly edgeKind?: readonly string[];
  readonly nodeKind?: readonly string[];
  readonly limit?: number;
}

/** Adds the command `hotspots`. */
export function addHotspots(program: Command, cli: Cli): void {
  const command = program
    .command('hotspots')
    .description('rank nodes by how many others they call and are called by')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .addOption(new Option('--by <SIDE>', 'default both').choices(['fan-in', 'fan-out', 'both']))
    .option('--weighted', 'rank by references instead of by distinct neighbours')
    .option('--limit <N>', 'the most nodes to show (default: what a screen holds)', parseCount);
  addEdgeKind(command, 'the kinds of edges that count (default CALLS)', '--kinds');
  addNodeKind(command, 'only nodes of these kinds', '--node-kinds')
    .addHelpText('after', '\nExample:\n  codeprism-neo4j hotspots ajv --by fan-in --limit 10')
    .action(async (named: string | undefined, flags: HotspotsFlags) =>
      cli.withStore(async (session) => {
        const repoId = await chooseRepository(session, named);
        const { by, weighted, edgeKind: edgeKinds, nodeKind: kinds, limit = cli.output.rows } = flags;
        await checkKinds(session, repoId, { edgeKinds, nodeKinds: kinds });
        const options = { ...session.asking, ...given({ by, weighted, edgeKinds, kinds, limit }) };
        const list = await session.store.queries.hotspots(repoId, options);
        await cli.output.answer(list, () => hotspotsText(list, flags.weighted === true, cli.output));
        cli.output.talkAbout(list);
      }),
    );
}

function hotspotsText(list: QueryList<Hotspot>, weighted: boolean, output: Output): string {
  if (list.items.length === 0) return list.total === 0 ? 'No hotspots found.' : '';
  const measure = weighted ? 'weighted' : 'unique';
  return output.table(list.items, [
    { title: 'SCORE', value: (node) => node.score },
    { title: 'IN', value: (node) => node.fanIn[measure] },
    { title: 'OUT', value: (node) => node.fanOut[measure] },
    { title: 'NAME', value: (node) => node.name },
    { title: 'KIND', value: (node) => node.kind },
    fileLine(formatLocation),
    idColumn,
  ]);
}
