import { type Command, Option } from 'commander';
import type { SerializableEdge } from '../../graph/index.ts';
import type { Dependency, NodeSummary, QueryList } from '../../storage/index.ts';
import { given, parseCount } from '../arguments.ts';
import { addEdgeKind, checkKinds } from '../kinds.ts';
import { nameAndPlace, nodesById } from '../nodes-by-id.ts';
import type { Output } from '../output/output.ts';
import { chooseRepository } from '../repository.ts';
import type { Cli } from '../session.ts';

interface DependenciesFlags {
  readonly by?: 'file' | 'folder';
  readonly from?: string;
  readonly to?: string;
  readonly edges?: boolean;
  readonly edgeKind?: readonly string[];
  readonly limit?: number;
}

/** Adds the command `dependencies`. */
export function addDependencies(program: Command, cli: Cli): void {
  const command = program
    .command('dependencies')
    .description('show which files or folders refer to which others, the heaviest first')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .addOption(new Option('--by <LEVEL>', 'default file').choices(['file', 'folder']))
    .option('--from <PATH>', 'only what this file or folder refers to')
    .option('--to <PATH>', 'only what refers to this file or folder')
    .option('--edges', 'also show the edges behind each pair')
    .option('--limit <N>', 'the most pairs to show (default: what a screen holds)', parseCount);
  addEdgeKind(command, 'the kinds of edges that count (default: all)', '--kinds')
    .addHelpText('after', '\nExample:\n  codeprism-neo4j dependencies ajv --by folder')
    .action(async (named: string | undefined, flags: DependenciesFlags) =>
      cli.withStore(async (session) => {
        const repoId = await chooseRepository(session, named);
        const { by, from, to, edges, edgeKind: edgeKinds, limit = cli.output.rows } = flags;
        await checkKinds(session, repoId, { edgeKinds });
        const options = { ...session.asking, ...given({ by, from, to, edges, limit, edgeKinds }) };
        const list = await session.store.queries.dependencies(repoId, options);
        const behind = cli.output.json ? [] : edgesBehind(list);
        const nodes = await nodesById(
          session,
          repoId,
          behind.flatMap(({ source, target }) => [source, target]),
        );
        await cli.output.answer(list, () => dependenciesText(list, nodes, cli.output));
        cli.output.talkAbout(list);
      }),
    );
}

function edgesBehind(list: QueryList<Dependency>): readonly SerializableEdge[] {
  return list.items.flatMap((pair) => pair.edges?.items ?? []);
}

function dependenciesText(
  list: QueryList<Dependency>,
  nodes: ReadonlyMap<string, NodeSummary>,
  output: Output,
): string {
  if (list.items.length === 0) return list.total === 0 ? 'No dependencies found.' : '';
  const pairs = output.table(list.items, [
    { title: 'WEIGHT', value: (pair) => pair.weight },
    { title: 'FROM', value: (pair) => pair.from },
    { title: 'TO', value: (pair) => pair.to },
    { title: 'KINDS', value: (pair) => pair.kinds.map(({ kind, count }) => `${kind} ${count}`).join(', ') },
  ]);
  const edges = edgesBehind(list);
  if (edges.length === 0) return pairs;
  const behind = output.table(edges, [
    { title: 'SOURCE', value: (edge) => nameAndPlace(edge.source, nodes) },
    { title: 'KIND', value: (edge) => edge.kind },
    { title: 'TARGET', value: (edge) => nameAndPlace(edge.target, nodes) },
    { title: 'LINE', value: (edge) => edge.attributes.line ?? '' },
    { title: 'SOURCE ID', value: (edge) => edge.source, isId: true },
    { title: 'TARGET ID', value: (edge) => edge.target, isId: true },
  ]);
  return `${pairs}\n\n${behind}`;
}
