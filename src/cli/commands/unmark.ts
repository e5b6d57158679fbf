import type { Command } from 'commander';
import { formatAmount } from '../output/numbers.ts';
import { chooseRepository } from '../repository.ts';
import type { Cli } from '../session.ts';

/** Adds the command `unmark`. */
export function addUnmark(program: Command, cli: Cli): void {
  program
    .command('unmark')
    .description('remove the labels that dead-code --mark left in Neo4j')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .addHelpText('after', '\nExample:\n  codeprism-neo4j unmark ajv --store bolt://localhost:7687')
    .action(async (named: string | undefined) =>
      cli.withStore(async (session) => {
        const repoId = await chooseRepository(session, named);
        const unmarked = await session.store.queries.unmark(repoId, session.asking);
        await cli.output.answer({ repoId, unmarked }, () => `${formatAmount(unmarked, 'mark')} removed`);
      }),
    );
}
