import type { Command } from 'commander';
import type { QueryList, RelatedNode, WalkDirection } from '../../storage/index.ts';
import { coverageCaveats } from '../analysis-notes.ts';
import { given, parseCount, parseDepth, parseList } from '../arguments.ts';
import { addNodeOptions, type NodeFlags, oneNode, selectorIn } from '../nodes.ts';
import { fileLine } from '../output/file-line.ts';
import { formatLocation } from '../output/numbers.ts';
import type { Output } from '../output/output.ts';
import type { Cli } from '../session.ts';

interface WalkFlags extends NodeFlags {
  readonly depth?: number;
  readonly kinds?: readonly string[];
  readonly limit?: number;
  readonly throughOverrides?: boolean;
}

/** Adds `callers` or `callees`: the same walk over edges, backward or forward. */
export function addWalk(
  program: Command,
  cli: Cli,
  direction: WalkDirection,
  texts: { readonly description: string; readonly example: string },
): void {
  const command = program
    .command(direction)
    .description(texts.description)
    .usage('[options] [REPO] NODE')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .argument('[NODE]', "the node's id or exact name")
    .option('--depth <N>', 'how many steps to go, or all (default 1)', parseDepth)
    .option('--kinds <A,B>', 'the kinds of edges to follow (default CALLS)', parseList)
    .option('--limit <N>', 'the most nodes to show (default 100)', parseCount)
    .option('--through-overrides', 'a call of a method may end in those that override it');
  addNodeOptions(command)
    .addHelpText('after', `\nExample:\n  codeprism-neo4j ${texts.example}`)
    .action(async (first: string | undefined, second: string | undefined, flags: WalkFlags) => {
      if (first === undefined) return command.error("error: missing required argument 'NODE'");
      await cli.withStore(async (session) => {
        const { repoId, names } = await oneNode(session, first, second);
        const node = await selectorIn(session, repoId, names[0], flags);
        const { depth, kinds: edgeKinds, limit, throughOverrides } = flags;
        const options = given({ depth, edgeKinds, limit, throughOverrides });
        const found = await session.store.queries[direction](repoId, node, {
          ...session.running,
          ...options,
        });
        const list = { ...found, caveats: [...found.caveats, ...(await coverageCaveats(session, repoId))] };
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
    fileLine(formatLocation),
  ]);
}
