import type { Command } from 'commander';
import { StorageError } from '../../errors/index.ts';
import { given, parseCount } from '../arguments.ts';
import { extent, placeIn } from '../chosen-node.ts';
import { oneNode } from '../nodes.ts';
import type { Cli } from '../session.ts';
import { storedFile } from '../stored-file.ts';
import { nodeTable } from './find.ts';

interface AtFlags {
  readonly limit?: number;
}

/** Adds the command `at`. */
export function addAt(program: Command, cli: Cli): void {
  program
    .command('at')
    .description('find what stands at a line of a file, the innermost first')
    .usage('[options] [REPO] FILE:LINE')
    .argument('<REPO or FILE:LINE>', 'the repository; may be left out where only one is stored')
    .argument('[FILE:LINE]', 'a path and a line; a column behind them is left out of account')
    .option('--limit <N>', 'the most nodes to show (default: what a screen holds)', parseCount)
    .addHelpText('after', '\nExample:\n  codeprism-neo4j at ajv lib/core.ts:120')
    .action(async (first: string, second: string | undefined, flags: AtFlags) =>
      cli.withStore(async (session) => {
        const { file: path, line } = positionOf(second ?? first);
        const { repoId } = await oneNode(session, first, second);
        const file = await storedFile(session, repoId, path);
        const options = { ...session.asking, ...given({ limit: flags.limit ?? cli.output.rows }) };
        const page = await session.store.queries.findNodes(repoId, { file, line }, options);
        const sorted = { ...page, items: page.items.toSorted((a, b) => extent(a) - extent(b)) };
        await cli.output.answer(sorted, () =>
          sorted.items.length === 0 ? 'No node found.' : nodeTable(sorted.items, cli.output),
        );
        cli.output.talkAbout(sorted);
      }),
    );
}

function positionOf(text: string): { readonly file: string; readonly line: number } {
  const place = placeIn(text);
  if (place !== undefined) return place;
  throw new StorageError(
    'CONFIG_INVALID',
    `${JSON.stringify(text)} is no position. Give FILE:LINE, such as lib/core.ts:120.`,
  );
}
