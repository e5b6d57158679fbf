import type { Command } from 'commander';
import { type EdgeReference, type EdgeSites, edgeSites } from '../../graph/index.ts';
import type { NodeSelector, QueryList, RelatedNode, WalkDirection } from '../../storage/index.ts';
import { coverageCaveats } from '../analysis-notes.ts';
import { given, parseCount, parseDepth } from '../arguments.ts';
import { chosenNode } from '../chosen-node.ts';
import { addEdgeKind, checkKinds } from '../kinds.ts';
import { addNodeOptions, NODE_FORMS, type NodeFlags, oneNode } from '../nodes.ts';
import { sitesText } from '../output/edge-sites.ts';
import { fileLine, idColumn } from '../output/file-line.ts';
import { formatLocation } from '../output/numbers.ts';
import type { Output } from '../output/output.ts';
import type { Cli, Session } from '../session.ts';

interface WalkFlags extends NodeFlags {
  readonly depth?: number;
  readonly edgeKind?: readonly string[];
  readonly limit?: number;
  readonly throughOverrides?: boolean;
  readonly sites?: boolean;
}

/** A node with the edges by which it leads one step nearer. */
interface SitedNode extends RelatedNode {
  readonly sites?: readonly (EdgeReference & EdgeSites)[];
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
    .argument('[NODE]', NODE_FORMS)
    .option('--depth <N>', 'how many steps to go, or all (default 1)', parseDepth)
    .option('--limit <N>', 'the most nodes to show (default: what a screen holds)', parseCount)
    .option('--sites', 'also show at which lines: called at 3 places')
    .option('--through-overrides', 'a call of a method may end in those that override it');
  addEdgeKind(addNodeOptions(command), 'the kinds of edges to follow (default CALLS)', '--kinds')
    .addHelpText('after', `\nExample:\n  codeprism-neo4j ${texts.example}`)
    .action(async (first: string | undefined, second: string | undefined, flags: WalkFlags) => {
      if (first === undefined) return command.error("error: missing required argument 'NODE'");
      await cli.withStore(async (session) => {
        const { repoId, names } = await oneNode(session, first, second);
        const { depth, edgeKind: edgeKinds, limit = cli.output.rows, throughOverrides } = flags;
        await checkKinds(session, repoId, { edgeKinds });
        const node = await chosenNode(session, repoId, names[0], flags);
        const options = given({ depth, edgeKinds, limit, throughOverrides });
        const found = await session.store.queries[direction](repoId, node, {
          ...session.asking,
          ...options,
        });
        const items: readonly SitedNode[] =
          flags.sites === true
            ? await sited(session, repoId, node, direction, flags, found.items)
            : found.items;
        const list = {
          ...found,
          items,
          caveats: [...found.caveats, ...(await coverageCaveats(session, repoId))],
        };
        await cli.output.answer(list, () => relatedText(list, direction, cli.output));
        cli.output.talkAbout(list);
      });
    });
}

/** The nodes by distance as a table. */
export function relatedText(list: QueryList<SitedNode>, direction: WalkDirection, output: Output): string {
  if (list.items.length === 0) return list.total === 0 ? `No ${direction} found.` : '';
  const hasSites = list.items.some(({ sites }) => sites !== undefined);
  return output.table(list.items, [
    { title: 'STEPS', value: (node) => node.distance },
    { title: 'NAME', value: (node) => node.name },
    { title: 'KIND', value: (node) => node.kind },
    fileLine(formatLocation),
    idColumn,
    ...(hasSites
      ? [{ title: 'CALLED', value: ({ sites = [] }: SitedNode) => sites.map(siteText).join('; ') }]
      : []),
  ]);
}

function siteText({ kind, ...sites }: EdgeReference & EdgeSites): string {
  const attributes = {
    count: String(sites.count),
    lines: sites.lines.join(),
    omitted_lines: String(sites.omitted),
  };
  const where = sitesText({ attributes }) || 'once';
  return kind === 'CALLS' ? where : `${kind} ${where}`;
}

/** Edges among what was found, each at the node that is a step further: the caller, or the callee. */
async function sited(
  { store, asking }: Session,
  repoId: string,
  start: NodeSelector,
  direction: WalkDirection,
  { depth = 1, edgeKind: edgeKinds }: WalkFlags,
  items: readonly RelatedNode[],
): Promise<readonly SitedNode[]> {
  const options = { ...asking, ...given({ edgeKinds }), depth, direction, limit: Number.MAX_SAFE_INTEGER };
  const { nodes, edges } = await store.queries.callGraph(repoId, [start], options);
  const distances = new Map(nodes.items.map(({ id, distance }) => [id, distance]));
  return items.map((item) => ({
    ...item,
    sites: edges.items
      .filter((edge) => {
        const [far, near] = direction === 'callers' ? [edge.source, edge.target] : [edge.target, edge.source];
        return far === item.id && distances.get(near) === item.distance - 1;
      })
      .map((edge) => ({ source: edge.source, target: edge.target, kind: edge.kind, ...edgeSites(edge) })),
  }));
}
