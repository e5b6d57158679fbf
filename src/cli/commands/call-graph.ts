import { type Command, Option } from 'commander';
import type { CallGraph, CallGraphOptions } from '../../storage/index.ts';
import { given, parseCount, parseDepth, parseEach, parseList } from '../arguments.ts';
import { addNodeOptions, type NodeFlags, oneNode, selectorIn } from '../nodes.ts';
import { sitesText } from '../output/edge-sites.ts';
import { fileLine } from '../output/file-line.ts';
import { formatAmount, formatLocation } from '../output/numbers.ts';
import type { Output } from '../output/output.ts';
import type { Cli } from '../session.ts';

interface CallGraphFlags extends NodeFlags {
  readonly and?: readonly string[];
  readonly depth?: number;
  readonly kinds?: readonly string[];
  readonly direction?: CallGraphOptions['direction'];
  readonly limit?: number;
}

/** Adds the command `call-graph`. */
export function addCallGraph(program: Command, cli: Cli): void {
  const command = program
    .command('call-graph')
    .description('show the calls around a node, or around several')
    .usage('[options] [REPO] NODE')
    .argument('<REPO or NODE>', 'the repository; may be left out where only one is stored')
    .argument('[NODE]', "the node's id or exact name")
    .option('--and <NODE>', 'a further node; may be given several times', parseEach)
    .option('--depth <N>', 'how many steps to go, or all (default 2)', parseDepth)
    .addOption(new Option('--direction <WAY>', 'default both').choices(['callers', 'callees', 'both']))
    .option('--kinds <A,B>', 'the kinds of edges to follow (default CALLS)', parseList)
    .option('--limit <N>', 'the most nodes to show (default 100)', parseCount);
  addNodeOptions(command)
    .addHelpText('after', '\nExample:\n  codeprism-neo4j call-graph ajv checkStrictMode --direction callers')
    .action(async (first: string, second: string | undefined, flags: CallGraphFlags) =>
      cli.withStore(async (session) => {
        const { repoId, names } = await oneNode(session, first, second);
        const { depth, kinds: edgeKinds, direction, limit } = flags;
        const roots = [await selectorIn(session, repoId, names[0], flags), ...(flags.and ?? [])];
        const answer = await session.store.queries.callGraph(repoId, roots, {
          ...session.running,
          ...given({ depth, edgeKinds, direction, limit }),
        });
        await cli.output.answer(answer, () => callGraphText(answer, cli.output));
        cli.output.talkAbout(answer.nodes);
      }),
    );
}

/** The nodes by distance, then the calls among them. */
function callGraphText({ nodes, edges }: CallGraph, output: Output): string {
  const byId = new Map(nodes.items.map((node) => [node.id, node]));
  const nameOf = (id: string): string => byId.get(id)?.name ?? id;
  const listed = output.table(nodes.items, [
    { title: 'STEPS', value: (node) => node.distance },
    { title: 'NAME', value: (node) => node.name },
    { title: 'KIND', value: (node) => node.kind },
    fileLine(formatLocation),
  ]);
  if (edges.items.length === 0) return `${listed}\n\nNo edges among them.`;
  const calls = output.table(edges.items, [
    { title: 'FROM', value: (edge) => nameOf(edge.source) },
    { title: 'KIND', value: (edge) => edge.kind },
    { title: 'TO', value: (edge) => nameOf(edge.target) },
    { title: 'WHERE', value: sitesText },
  ]);
  return `${listed}\n\n${formatAmount(edges.total, 'edge')} among ${formatAmount(nodes.total, 'node')}\n${calls}`;
}
