import type { Command } from 'commander';
import type { NodeFilter, NodePage, NodeSummary } from '../../storage/index.ts';
import { given, parseCount } from '../arguments.ts';
import { addNodeKind, checkKinds } from '../kinds.ts';
import { fileLine, idColumn } from '../output/file-line.ts';
import { formatLocation } from '../output/numbers.ts';
import type { Output } from '../output/output.ts';
import { chooseRepository } from '../repository.ts';
import type { Cli, Session } from '../session.ts';
import { storedFile } from '../stored-file.ts';

interface FindFlags {
  readonly nodeKind?: readonly string[];
  readonly file?: string;
  readonly id?: string;
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
  });
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
