import type { Command } from 'commander';
import { nearest, quote, StorageError } from '../../errors/index.ts';
import { analysisToJson } from '../../storage/index.ts';
import type { Cli, Session } from '../session.ts';

/** Adds the command `analysis`. */
export function addAnalysis(program: Command, cli: Cli): void {
  program
    .command('analysis')
    .description("give one result of an analysis, in CodePrism's JSON form")
    .argument('<REPO>', 'the repository')
    .argument('<ID>', 'the result, as analyses lists it')
    .addHelpText('after', '\nExample:\n  codeprism-neo4j analysis ajv complexity')
    .action(async (repoId: string, id: string) =>
      cli.withStore(async (session) => {
        const result = await session.store.analysis.loadAnalysis(repoId, id, session.running);
        if (result === undefined) throw await notFound(session, repoId, id);
        await cli.output.printJson(analysisToJson(result));
      }),
    );
}

async function notFound({ store, running }: Session, repoId: string, id: string): Promise<StorageError> {
  const stored = await store.analysis.findAnalysis(repoId, running);
  const near = nearest(
    id,
    stored.map((result) => result.id),
  );
  const hint = near.length === 0 ? '' : ` Near to it: ${near.map(quote).join(', ')}.`;
  return new StorageError('NOT_FOUND', `Repository ${quote(repoId)} has no analysis ${quote(id)}.${hint}`, {
    repoId,
    backend: store.backend,
    operation: 'loadAnalysis',
    context: { analysis: id, near },
  });
}
