import type { Command } from 'commander';
import {
  graphDifference,
  type RowDifference,
  type SerializableEdge,
  type SerializableGraph,
} from '../../graph/index.ts';
import { collectSource, type NodeSummary } from '../../storage/index.ts';
import { parseCount } from '../arguments.ts';
import { GATE_BLIND, GATE_CLOSED } from '../findings/gate.ts';
import { addLivenessOptions, type LivenessFlags, livenessOptions } from '../liveness-flags.ts';
import { fileLine } from '../output/file-line.ts';
import { formatLocation } from '../output/numbers.ts';
import type { Output } from '../output/output.ts';
import { storedSource } from '../repository.ts';
import type { Cli, Session } from '../session.ts';

interface DiffFlags extends LivenessFlags {
  readonly with?: string;
  readonly limit?: number;
  readonly failOn?: number;
}

/** One line of what differs. */
interface Difference {
  readonly change: 'added' | 'removed' | 'changed' | 'became dead' | 'came alive';
  readonly kind: string;
  readonly what: string;
  readonly place: string;
}

const DEFAULT_LIMIT = 100;

/** Adds the command `diff`. */
export function addDiff(program: Command, cli: Cli): void {
  const command = program
    .command('diff')
    .description('compare two repositories, or one in two stores: rows that differ, and what became dead')
    .argument('<BEFORE>', 'a repository')
    .argument('[AFTER]', 'the repository to compare it with (default: the same one, with --with)')
    .option('--with <URL>', 'the store that holds AFTER, if it is another')
    .option('--limit <N>', 'the most differences to show (default: what a screen holds)', parseCount)
    .option(
      '--fail-on <N>',
      'exit with 3 where there are at least so many differences, with 4 where a side is empty',
      parseCount,
    );
  addLivenessOptions(command)
    .addHelpText('after', '\nExample:\n  codeprism-neo4j diff ajv ajv --with sqlite:yesterday.db')
    .action(async (before: string, after: string | undefined, flags: DiffFlags) =>
      cli.withStore(async (session) => {
        const compare = (other: Session): Promise<void> =>
          diff(cli, [session, before], [other, after ?? before], flags);
        await (flags.with === undefined ? compare(session) : cli.withStoreAt(flags.with, compare));
      }),
    );
}

type Side = readonly [session: Session, repoId: string];

async function diff(cli: Cli, before: Side, after: Side, flags: DiffFlags): Promise<void> {
  const [old, now] = [await graphOf(before), await graphOf(after)];
  const { nodes, edges } = graphDifference(old, now);
  const [oldDead, nowDead] = [await deadIn(before, flags), await deadIn(after, flags)];
  const names = new Map([...old.nodes, ...now.nodes].map((node) => [node.id, node]));
  const differences = [
    ...linesOf(nodes, nodeLine),
    ...linesOf(edges, (edge) => edgeLine(names, edge)),
    ...newIn(nowDead, oldDead, old).map((node) => ({ change: 'became dead' as const, ...nodeLine(node) })),
    ...newIn(oldDead, nowDead, now).map((node) => ({ change: 'came alive' as const, ...nodeLine(node) })),
  ];
  const items = differences.slice(0, flags.limit ?? cli.output.rows ?? DEFAULT_LIMIT);
  const list = {
    items,
    total: differences.length,
    truncated: items.length < differences.length,
    caveats: [],
  };
  const counts = { nodes: countsOf(nodes), edges: countsOf(edges) };
  await cli.output.answer({ ...counts, ...list }, () => diffText(items, cli.output));
  cli.output.talkAbout(list);
  if (flags.failOn === undefined) return;
  const empty = [old, now].find((graph) => graph.nodes.length === 0 && graph.edges.length === 0);
  if (empty !== undefined) {
    cli.exitCode = GATE_BLIND;
    cli.output.fail(`Nothing could be decided. Repository ${JSON.stringify(empty.repoId)} is empty.`);
  } else if (list.total >= flags.failOn) cli.exitCode = GATE_CLOSED;
}

async function graphOf([session, repoId]: Side): Promise<SerializableGraph> {
  return collectSource(await storedSource(session, repoId, 'diff'), session.running);
}

async function deadIn(
  [{ store, running }, repoId]: Side,
  flags: LivenessFlags,
): Promise<readonly NodeSummary[]> {
  const options = { ...running, ...livenessOptions(flags), limit: Number.MAX_SAFE_INTEGER };
  return (await store.queries.deadCode(repoId, options)).items;
}

/** Nodes of one list that are not in the other, although the graph that the other is of has them. */
function newIn(
  nodes: readonly NodeSummary[],
  others: readonly NodeSummary[],
  otherGraph: SerializableGraph,
): readonly NodeSummary[] {
  const known = new Set(others.map(({ id }) => id));
  const there = new Set(otherGraph.nodes.map(({ id }) => id));
  return nodes.filter(({ id }) => there.has(id) && !known.has(id));
}

type Line = Omit<Difference, 'change'>;

function linesOf<Row>(
  { created, changed, deleted }: RowDifference<Row>,
  lineOf: (row: Row) => Line,
): Difference[] {
  const lines = (change: Difference['change'], rows: readonly Row[]): Difference[] =>
    rows.map((row) => ({ change, ...lineOf(row) }));
  return [...lines('added', created), ...lines('removed', deleted), ...lines('changed', changed)];
}

function nodeLine(node: NodeSummary): Line {
  return { kind: node.kind, what: node.name, place: formatLocation(node) };
}

/** Nodes by id, to say what edges join. */
type Names = ReadonlyMap<string, NodeSummary>;

function edgeLine(names: Names, { source, target, kind }: SerializableEdge): Line {
  const from = names.get(source);
  return {
    kind,
    what: `${from?.name ?? source} -> ${names.get(target)?.name ?? target}`,
    place: from === undefined ? '' : formatLocation(from),
  };
}

function countsOf({ created, changed, deleted }: RowDifference<unknown>): Readonly<Record<string, number>> {
  return { added: created.length, removed: deleted.length, changed: changed.length };
}

function diffText(differences: readonly Difference[], output: Output): string {
  if (differences.length === 0) return 'No differences.';
  return output.table(differences, [
    { title: 'CHANGE', value: ({ change }) => change },
    { title: 'KIND', value: ({ kind }) => kind },
    { title: 'WHAT', value: ({ what }) => what },
    fileLine(({ place }) => place),
  ]);
}
