import { type Command, Option } from 'commander';
import { nearest, quote, StorageError } from '../errors/index.ts';
import { EDGE_KINDS, NODE_KINDS } from '../graph/index.ts';
import type { KindCount } from '../storage/index.ts';
import { parseList } from './arguments.ts';
import type { Session } from './session.ts';

const MOST_NAMED = 12;

/** Kinds as options give them. */
export interface GivenKinds {
  readonly nodeKinds?: readonly string[] | undefined;
  readonly edgeKinds?: readonly string[] | undefined;
}

/** Adds `--node-kind`, which has gone by other names. */
export function addNodeKind(command: Command, description: string, ...oldNames: readonly string[]): Command {
  return withOldNames(command, '--node-kind', 'nodeKind', description, oldNames);
}

/** Adds `--edge-kind`, which has gone by other names. */
export function addEdgeKind(command: Command, description: string, ...oldNames: readonly string[]): Command {
  return withOldNames(command, '--edge-kind', 'edgeKind', description, oldNames);
}

function withOldNames(
  command: Command,
  name: string,
  attribute: string,
  description: string,
  oldNames: readonly string[],
): Command {
  command.option(`${name} <A,B>`, description, parseList);
  for (const old of oldNames) {
    const option = new Option(`${old} <A,B>`).hideHelp();
    command.addOption(option);
    command.on(`option:${option.name()}`, (text: string) => {
      const before = command.getOptionValue(attribute) as readonly string[] | undefined;
      command.setOptionValueWithSource(attribute, parseList(text, before), 'cli');
    });
  }
  return command;
}

/** @throws `NOT_FOUND` with near kinds for one that nothing in the repository has */
export async function checkKinds(session: Session, repoId: string, kinds: GivenKinds): Promise<void> {
  const { nodeKinds = [], edgeKinds = [] } = kinds;
  if (nodeKinds.length + edgeKinds.length === 0) return;
  const summary = await session.store.queries.summary(repoId, session.asking);
  checkAll(repoId, nodeKinds, 'node', summary.nodesByKind);
  checkAll(repoId, edgeKinds, 'edge', summary.edgesByKind);
}

function checkAll(
  repoId: string,
  kinds: readonly string[],
  row: 'node' | 'edge',
  counts: readonly KindCount[],
): void {
  const held = counts.filter(({ count }) => count > 0).map(({ kind }) => kind);
  const isHeld = kinds.some((kind) => held.includes(kind));
  const known: readonly string[] = row === 'node' ? NODE_KINDS : EDGE_KINDS;
  for (const kind of kinds) {
    // Beside one that is held, a usual kind that this repository happens not to hold is no wrong word.
    if (!held.includes(kind) && !(isHeld && known.includes(kind))) throw unknownKind(repoId, kind, row, held);
  }
}

function unknownKind(
  repoId: string,
  kind: string,
  row: 'node' | 'edge',
  held: readonly string[],
): StorageError {
  const near = nearest(kind, held);
  return new StorageError(
    'NOT_FOUND',
    `No ${row} of the repository ${quote(repoId)} is of the kind ${quote(kind)}. ${hint(near, held, row)}`,
    { repoId, context: { kind, near } },
  );
}

function hint(near: readonly string[], held: readonly string[], row: string): string {
  if (near.length > 0) return `Near it: ${near.map(quote).join(', ')}.`;
  if (held.length === 0) return `It holds no ${row} at all.`;
  const more = held.length > MOST_NAMED ? ', …' : '';
  return `It holds ${held.slice(0, MOST_NAMED).map(quote).join(', ')}${more}.`;
}
