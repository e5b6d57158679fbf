import type { Command } from 'commander';
import { StorageError } from '../errors/index.ts';
import type { NodeSelector, PathStep } from '../storage/index.ts';
import { given } from './arguments.ts';
import { formatLocation } from './output/numbers.ts';
import { chooseRepository } from './repository.ts';
import type { Session } from './session.ts';
import { storedFile } from './stored-file.ts';

/** The flags that narrow a node's name. */
export interface NodeFlags {
  readonly file?: string;
  readonly nodeKind?: string;
}

/** The options that narrow a name. */
export function addNodeOptions(command: Command): Command {
  return command
    .option('--file <PATH>', 'NODE is a name in this file')
    .option('--node-kind <KIND>', 'NODE is a name of this kind');
}

/** A node as the command line names it: an id or a name. @throws `CONFIG_INVALID` */
export function selectorOf(node: string, flags: NodeFlags = {}): NodeSelector {
  if (node === '') throw new StorageError('CONFIG_INVALID', 'NODE is empty. Give an id or a name.');
  const narrowed = given({ kind: flags.nodeKind, file: flags.file });
  return Object.keys(narrowed).length === 0 ? node : { name: node, ...narrowed };
}

/** The same, with the file as it is stored. @throws `CONFIG_INVALID`, `NOT_FOUND` for a file in which no node lies */
export async function selectorIn(
  session: Session,
  repoId: string,
  node: string,
  flags: NodeFlags,
): Promise<NodeSelector> {
  const file = flags.file ? await storedFile(session, repoId, flags.file) : flags.file;
  return selectorOf(node, given({ nodeKind: flags.nodeKind, file }));
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
