import type { Command } from 'commander';
import type { Cli } from '../session.ts';

/** Adds the command `config`. */
export function addConfig(program: Command, cli: Cli): void {
  program
    .command('config')
    .description('show the configuration in force, or what one may hold')
    .option('--schema', 'print the JSON Schema of a configuration instead')
    .addHelpText(
      'after',
      '\nPasswords are not shown, and nothing is opened.\n\nExamples:\n  codeprism-neo4j config --config storage.json\n  codeprism-neo4j config --schema > storage.schema.json',
    )
    .action(async ({ schema }: { readonly schema?: boolean }) => {
      const value = schema === true ? await jsonSchema() : await cli.configInForce();
      await cli.output.printJson(value);
    });
}

async function jsonSchema(): Promise<unknown> {
  const { storageConfigJsonSchema } = await import('../../manager/config-schema.ts');
  return storageConfigJsonSchema();
}
