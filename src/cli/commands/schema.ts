import type { Command } from 'commander';
import type { SchemaReport } from '../../backends/neo4j/index.ts';
import { StorageError } from '../../errors/index.ts';
import { printable } from '../output/width.ts';
import type { Cli } from '../session.ts';

interface SchemaFlags {
  readonly print?: boolean;
  readonly check?: boolean;
}

/** Adds the command `schema`. */
export function addSchema(program: Command, cli: Cli): void {
  program
    .command('schema')
    .description('constraints, indexes and the node that a store in Neo4j needs; for administrators')
    .option('--print', 'print the Cypher script that creates them; needs no server')
    .option('--check', 'say what the database lacks, and create nothing; ends with 1 if anything')
    .addHelpText(
      'after',
      `
Examples:
  codeprism-neo4j schema --print > schema.cypher
  codeprism-neo4j schema --check --store bolt://localhost:7687`,
    )
    .action(async ({ print = false, check = false }: SchemaFlags) => {
      if (print === check) {
        throw new StorageError(
          'CONFIG_INVALID',
          'Give --print for the script, or --check for what is missing.',
        );
      }
      await (print ? printScript(cli) : checkSchema(cli));
    });
}

async function printScript({ output }: Cli): Promise<void> {
  const { schemaScript } = await import('../../backends/neo4j/index.ts');
  const script = schemaScript();
  await output.answer({ script }, () => script.trimEnd());
}

async function checkSchema(cli: Cli): Promise<void> {
  const resolved = await cli.login();
  if (resolved.kind !== 'neo4j') {
    throw new StorageError(
      'CONFIG_INVALID',
      'Only Neo4j has a schema to check. Name a server with --store, such as bolt://localhost:7687.',
    );
  }
  const { kind: _, ...options } = resolved;
  const { checkNeo4jSchema } = await import('../../backends/neo4j/index.ts');
  const reports = await checkNeo4jSchema(options);
  if (reports.some(({ missing }) => missing.length > 0)) cli.exitCode = 1;
  await cli.output.answer(reports, () => reports.map(reportText).join('\n'));
}

function reportText({ database, missing }: SchemaReport): string {
  if (missing.length === 0) return printable(`Database ${database} has all that a store needs.`);
  const lines = [`Database ${database} lacks:`, ...missing.map((one) => `  ${one}`)];
  return [...lines.map(printable), 'The script of `codeprism-neo4j schema --print` creates it.'].join('\n');
}
