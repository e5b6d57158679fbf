import type { Command } from 'commander';
import { StorageError } from '../../errors/index.ts';
import type { NodeSelector, QueryList, RelatedNode, WalkDirection } from '../../storage/index.ts';
import { given, parseCount, parseDepth, parseList } from '../arguments.ts';
import { formatLocation } from '../output/numbers.ts';
import type { Output } from '../output/output.ts';
import { chooseRepository } from '../repository.ts';
import type { Cli } from '../session.ts';

interface WalkFlags {
  readonly depth?: number;
  readonly kinds?: readonly string[];
  readonly limit?: number;
  readonly file?: string;
  readonly nodeKind?: string;
}

/** Adds `callers` or `callees`: the same walk over edges, backward or forward. */
export function addWalk(
  program: Command,
  cli: Cli,
  direction: WalkDirection,
  texts: { readonly description: string; readonly example: string },
): void {
  program
    .command(direction)
    .description(texts.description)
    .usage('[options] [REPO] NODE')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .argument('[NODE]', "the node's id or exact name")
    .option('--depth <N>', 'how many steps to go, or all (default 1)', parseDepth)
    .option('--kinds <A,B>', 'the kinds of edges to follow (default CALLS)', parseList)
    .option('--limit <N>', 'the most nodes to show (default 100)', parseCount)
    .option('--file <PATH>', 'NODE is a name in this file')
    .option('--node-kind <KIND>', 'NODE is a name of this kind')
    .addHelpText('after', `\nExample:\n  codeprism-neo4j ${texts.example}`)
    .action(async (first: string | undefined, second: string | undefined, flags: WalkFlags, command) => {
      if (first === undefined) return command.error("error: missing required argument 'NODE'");
      await cli.withStore(async (session) => {
        const repoId = await chooseRepository(session, second === undefined ? undefined : first);
        const node = selectorOf(second ?? first, flags);
        const options = given({ depth: flags.depth, edgeKinds: flags.kinds, limit: flags.limit });
        const list = await session.store.queries[direction](repoId, node, { ...session.running, ...options });
        await cli.output.answer(list, () => relatedText(list, direction, cli.output));
        cli.output.talkAbout(list);
      });
    });
}

/** The nodes by distance as a table. */
export function relatedText(list: QueryList<RelatedNode>, direction: WalkDirection, output: Output): string {
  if (list.items.length === 0) return list.total === 0 ? `No ${direction} found.` : '';
  return output.table(list.items, [
    { title: 'STEPS', value: (node) => node.distance },
    { title: 'NAME', value: (node) => node.name },
    { title: 'KIND', value: (node) => node.kind },
    { title: 'FILE:LINE', value: formatLocation },
  ]);
}

function selectorOf(node: string, flags: WalkFlags): NodeSelector {
  if (node === '') throw new StorageError('CONFIG_INVALID', 'NODE is empty. Give an id or a name.');
  const narrowed = given({ kind: flags.nodeKind, file: flags.file });
  return Object.keys(narrowed).length === 0 ? node : { name: node, ...narrowed };
}
