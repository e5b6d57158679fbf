import type { Command } from 'commander';
import type { PathStep } from '../storage/index.ts';
import { addNodeKind } from './kinds.ts';
import { formatLocation } from './output/numbers.ts';
import { chooseRepository } from './repository.ts';
import type { Session } from './session.ts';

/** The flags that narrow a node's name. */
export interface NodeFlags {
  readonly file?: string | undefined;
  readonly nodeKind?: readonly string[] | undefined;
}

/** What a command may be given for a node. */
export const NODE_FORMS = 'a name, Class.method, FILE:LINE, FILE::NAME or an id';

/** The options that narrow a name. */
export function addNodeOptions(command: Command): Command {
  command.option('--file <PATH>', 'NODE is a name in this file');
  return addNodeKind(command, 'NODE is a name of one of these kinds');
}

/** A repository that may be left out, and what follows it. */
export interface Subject<Names extends readonly string[]> {
  readonly repoId: string;
  readonly names: Names;
}

/** `[REPO] NODE`. @throws `CONFIG_INVALID`, `NOT_FOUND` */
export async function oneNode(
  session: Session,
  first: string,
  second: string | undefined,
): Promise<Subject<readonly [string]>> {
  const repoId = await chooseRepository(session, second === undefined ? undefined : first);
  return { repoId, names: [second ?? first] };
}

/** `[REPO] FROM TO`. @throws `CONFIG_INVALID`, `NOT_FOUND` */
export async function twoNodes(
  session: Session,
  first: string,
  second: string,
  third: string | undefined,
): Promise<Subject<readonly [string, string]>> {
  const repoId = await chooseRepository(session, third === undefined ? undefined : first);
  return { repoId, names: third === undefined ? [first, second] : [second, third] };
}

/** What a step leads to, in words: name, or the id of what is not stored. */
export function nameOf(node: PathStep['to']): string {
  return 'stored' in node ? node.id : node.name;
}

/** Where it is; what is not stored is nowhere. */
export function placeOf(node: PathStep['to']): string {
  return 'stored' in node ? '(not stored)' : formatLocation(node);
}

/** The kind of an end of a path; a word for those that are not stored. */
export function kindOf(node: PathStep['to']): string {
  return 'stored' in node ? '' : node.kind;
}
