import { type Command, Option } from 'commander';
import type { CallGraph, CallGraphOptions } from '../../storage/index.ts';
import { given, parseCount, parseDepth, parseEach } from '../arguments.ts';
import { chosenNodes } from '../chosen-node.ts';
import { addEdgeKind, checkKinds } from '../kinds.ts';
import { addNodeOptions, NODE_FORMS, type NodeFlags, oneNode } from '../nodes.ts';
import { sitesText } from '../output/edge-sites.ts';
import { fileLine, idColumn } from '../output/file-line.ts';
import { formatAmount, formatLocation } from '../output/numbers.ts';
import type { Output } from '../output/output.ts';
import type { Cli } from '../session.ts';

interface CallGraphFlags extends NodeFlags {
  readonly and?: readonly string[];
  readonly depth?: number;
  readonly edgeKind?: readonly string[];
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
    .argument('[NODE]', NODE_FORMS)
    .option('--and <NODE>', 'a further node; may be given several times', parseEach)
    .option('--depth <N>', 'how many steps to go, or all (default 2)', parseDepth)
    .addOption(new Option('--direction <WAY>', 'default both').choices(['callers', 'callees', 'both']))
    .option('--limit <N>', 'the most nodes to show (default: what a screen holds)', parseCount);
  addEdgeKind(addNodeOptions(command), 'the kinds of edges to follow (default CALLS)', '--kinds')
    .addHelpText('after', '\nExample:\n  codeprism-neo4j call-graph ajv checkStrictMode --direction callers')
    .action(async (first: string, second: string | undefined, flags: CallGraphFlags) =>
      cli.withStore(async (session) => {
        const { repoId, names } = await oneNode(session, first, second);
        const { depth, edgeKind: edgeKinds, direction, limit = cli.output.rows, and = [] } = flags;
        await checkKinds(session, repoId, { edgeKinds });
        const roots = await chosenNodes(session, repoId, [names[0], ...and], flags);
        const answer = await session.store.queries.callGraph(repoId, roots, {
          ...session.asking,
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
    idColumn,
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
