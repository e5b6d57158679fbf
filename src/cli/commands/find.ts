import { type Command, InvalidArgumentError } from 'commander';
import { nearest, quote, StorageError } from '../../errors/index.ts';
import type { NodeFilter, NodePage, NodeSummary } from '../../storage/index.ts';
import { given, parseCount } from '../arguments.ts';
import { addNodeKind, checkKinds } from '../kinds.ts';
import { fileLine, idColumn } from '../output/file-line.ts';
import { formatLocation } from '../output/numbers.ts';
import type { Output } from '../output/output.ts';
import { chooseRepository, storedSource } from '../repository.ts';
import type { Cli, Session } from '../session.ts';
import { storedFile } from '../stored-file.ts';

/** The most attributes that are named where none is near. */
const MOST_NAMED = 12;

interface FindFlags {
  readonly nodeKind?: readonly string[];
  readonly file?: string;
  readonly id?: string;
  readonly attribute?: Readonly<Record<string, string>>;
  readonly limit?: number;
  readonly cursor?: string;
}

/** Adds the command `find`. */
export function addFind(program: Command, cli: Cli): void {
  const command = program
    .command('find')
    .description('find nodes by name, kind, file or id')
    .usage('[options] [REPO] [PATTERN]')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .argument('[PATTERN]', 'an exact name, or a glob: * any text, ? one character, \\ the next one literally')
    .option('--file <PATH>', 'only nodes of this file')
    .option('--id <ID>', 'only the node with this id')
    .option(
      '--attribute <NAME=VALUE>',
      'only nodes with this attribute; may be given several times',
      addAttribute,
    )
    .option('--limit <N>', 'the most nodes to show (default: what a screen holds)', parseCount)
    .option('--cursor <CURSOR>', 'go on where an earlier answer ended');
  addNodeKind(command, 'only nodes of these kinds', '--kind')
    .addHelpText('after', "\nExample:\n  codeprism-neo4j find ajv 'check*' --node-kind Function,Method")
    .action(async (first: string | undefined, second: string | undefined, flags: FindFlags) =>
      cli.withStore(async (session) => {
        const { repoId, pattern } = await repositoryAndPattern(session, first, second);
        const options = {
          ...session.asking,
          ...given({ limit: flags.limit ?? cli.output.rows, cursor: flags.cursor }),
        };
        const page = await session.store.queries.findNodes(
          repoId,
          await filterOf(session, repoId, pattern, flags),
          options,
        );
        const asked = Object.keys(flags.attribute ?? {});
        if (page.total === 0 && asked.length > 0) await checkAttributes(session, repoId, asked);
        await cli.output.answer(page, () => pageText(page, cli.output));
        cli.output.talkAbout(page);
        if (page.nextCursor !== undefined) cli.output.talk(`next page: --cursor ${page.nextCursor}`);
      }),
    );
}

/** One argument alone is the repository where one of that name is stored, else the pattern. */
async function repositoryAndPattern(
  session: Session,
  first: string | undefined,
  second: string | undefined,
): Promise<{ repoId: string; pattern: string | undefined }> {
  if (first === undefined || second !== undefined) {
    return { repoId: await chooseRepository(session, first), pattern: second };
  }
  if (await session.store.graph.graphExists(first, session.running))
    return { repoId: first, pattern: undefined };
  return { repoId: await chooseRepository(session, undefined), pattern: first };
}

async function filterOf(
  session: Session,
  repoId: string,
  pattern: string | undefined,
  flags: FindFlags,
): Promise<NodeFilter> {
  await checkKinds(session, repoId, { nodeKinds: flags.nodeKind });
  const isGlob = pattern !== undefined && /[*?\\]/.test(pattern);
  return given({
    name: isGlob ? undefined : pattern,
    glob: isGlob ? pattern : undefined,
    kind: flags.nodeKind,
    // '' is no file: what lies in none.
    file: flags.file ? await storedFile(session, repoId, flags.file) : flags.file,
    id: flags.id,
    attributes: flags.attribute,
  });
}

function addAttribute(text: string, before?: Readonly<Record<string, string>>): Record<string, string> {
  const equals = text.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('Give NAME=VALUE, such as exported=true.');
  return { ...before, [text.slice(0, equals)]: text.slice(equals + 1) };
}

/**
 * Where nothing was found: whether any node has the attributes that were asked for.
 * @throws `NOT_FOUND` with near names
 */
async function checkAttributes(session: Session, repoId: string, names: readonly string[]): Promise<void> {
  const held = new Set<string>();
  for await (const { attributes } of (await storedSource(session, repoId, 'find')).nodes()) {
    for (const name of Object.keys(attributes)) held.add(name);
  }
  const wrong = names.find((name) => !held.has(name));
  if (wrong === undefined) return;
  const near = nearest(wrong, held);
  const told = (near.length > 0 ? near : [...held].sort().slice(0, MOST_NAMED)).map(quote).join(', ');
  const hint =
    held.size === 0
      ? 'Its nodes have no attributes.'
      : `${near.length > 0 ? 'Near it' : 'There are'}: ${told}.`;
  throw new StorageError(
    'NOT_FOUND',
    `No node of the repository ${quote(repoId)} has the attribute ${quote(wrong)}. ${hint}`,
    {
      repoId,
      context: { attribute: wrong, near },
    },
  );
}

function pageText(page: NodePage, output: Output): string {
  return page.items.length === 0 ? 'No node found.' : nodeTable(page.items, output);
}

/** Nodes with their places. */
export function nodeTable(nodes: readonly NodeSummary[], output: Output): string {
  return output.table(nodes, [
    { title: 'NAME', value: (node) => node.name },
    { title: 'KIND', value: (node) => node.kind },
    fileLine(formatLocation),
    idColumn,
  ]);
}
