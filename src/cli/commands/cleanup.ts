import type { Command } from 'commander';
import { parseAge } from '../arguments.ts';
import { formatAmount } from '../output/numbers.ts';
import type { Cli } from '../session.ts';

interface Flags {
  readonly olderThan: number;
  readonly repo?: string;
}

/** Adds the command `cleanup`. */
export function addCleanup(program: Command, cli: Cli): void {
  program
    .command('cleanup')
    .description('delete old results of analyses; graphs stay as they are')
    .requiredOption('--older-than <AGE>', 'their age at least, such as 90s, 30m, 12h, 7d or 2w', parseAge)
    .option('--repo <REPO>', 'only those of this repository (default: of all)')
    .addHelpText('after', '\nExample:\n  codeprism-neo4j cleanup --older-than 7d')
    .action(async ({ olderThan, repo }: Flags) =>
      cli.withStore(async ({ store, running }) => {
        const seconds = Math.max(0, Math.floor(Date.now() / 1_000) - olderThan);
        const before = { seconds, nanoseconds: 0 };
        const deleted = await store.analysis.cleanupOldResults(before, { repoId: repo, ...running });
        await cli.output.answer({ before, deleted }, () => `${formatAmount(deleted, 'result')} deleted`);
      }),
    );
}
