import { type Command, Option } from 'commander';
import type { Dependency, QueryList } from '../../storage/index.ts';
import { given, parseCount, parseList } from '../arguments.ts';
import type { Output } from '../output/output.ts';
import { chooseRepository } from '../repository.ts';
import type { Cli } from '../session.ts';

interface DependenciesFlags {
  readonly by?: 'file' | 'folder';
  readonly from?: string;
  readonly to?: string;
  readonly edges?: boolean;
  readonly kinds?: readonly string[];
  readonly limit?: number;
}

/** Adds the command `dependencies`. */
export function addDependencies(program: Command, cli: Cli): void {
  program
    .command('dependencies')
    .description('show which files or folders refer to which others, the heaviest first')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .addOption(new Option('--by <LEVEL>', 'default file').choices(['file', 'folder']))
    .option('--from <PATH>', 'only what this file or folder refers to')
    .option('--to <PATH>', 'only what refers to this file or folder')
    .option('--edges', 'also show the edges behind each pair')
    .option('--kinds <A,B>', 'the kinds of edges that count (default: all)', parseList)
    .option('--limit <N>', 'the most pairs to show (default 100)', parseCount)
    .addHelpText('after', '\nExample:\n  codeprism-neo4j dependencies ajv --by folder')
    .action(async (named: string | undefined, { kinds: edgeKinds, ...flags }: DependenciesFlags) =>
      cli.withStore(async (session) => {
        const repoId = await chooseRepository(session, named);
        const options = { ...session.running, ...given({ ...flags, edgeKinds }) };
        const list = await session.store.queries.dependencies(repoId, options);
        await cli.output.answer(list, () => dependenciesText(list, cli.output));
        cli.output.talkAbout(list);
      }),
    );
}

function dependenciesText(list: QueryList<Dependency>, output: Output): string {
  if (list.items.length === 0) return list.total === 0 ? 'No dependencies found.' : '';
  const pairs = output.table(list.items, [
    { title: 'WEIGHT', value: (pair) => pair.weight },
    { title: 'FROM', value: (pair) => pair.from },
    { title: 'TO', value: (pair) => pair.to },
    { title: 'KINDS', value: (pair) => pair.kinds.map(({ kind, count }) => `${kind} ${count}`).join(', ') },
  ]);
  const edges = list.items.flatMap((pair) => pair.edges?.items ?? []);
  if (edges.length === 0) return pairs;
  const behind = output.table(edges, [
    { title: 'SOURCE', value: (edge) => edge.source },
    { title: 'KIND', value: (edge) => edge.kind },
    { title: 'TARGET', value: (edge) => edge.target },
    { title: 'LINE', value: (edge) => edge.attributes.line ?? '' },
  ]);
  return `${pairs}\n\n${behind}`;
}
