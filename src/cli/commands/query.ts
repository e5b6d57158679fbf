import { type Command, InvalidArgumentError } from 'commander';
import type { CypherRows } from '../../storage/index.ts';
import { given, jsonOrText, parseCount } from '../arguments.ts';
import type { Output } from '../output/output.ts';
import type { Cli } from '../session.ts';

interface QueryFlags {
  readonly param?: Readonly<Record<string, unknown>>;
  readonly limit?: number;
}

/** Adds the command `query`. */
export function addQuery(program: Command, cli: Cli): void {
  program
    .command('query')
    .description('run a Cypher statement of your own, which may only read; for Neo4j')
    .argument('<CYPHER>', 'the statement')
    .option('--param <NAME=VALUE>', 'a parameter, as JSON or else as a text; may be repeated', addParameter)
    .option('--limit <N>', 'the most rows to show (default: what a screen holds)', parseCount)
    .addHelpText(
      'after',
      "\nExample:\n  codeprism-neo4j query 'MATCH (r:Repository) RETURN r.repoId, r.totalNodes' --store bolt://localhost:7687",
    )
    .action(async (cypher: string, { param, limit }: QueryFlags) =>
      cli.withStore(async ({ store, asking }) => {
        const answer = await store.queries.query(cypher, param, {
          ...asking,
          ...given({ limit: limit ?? cli.output.rows }),
        });
        await cli.output.answer(answer, () => rowsText(answer, cli.output));
        if (answer.truncated) cli.output.talk(`only the first ${answer.rows.length}; see --limit`);
      }),
    );
}

function addParameter(text: string, known?: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const equals = text.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('Give NAME=VALUE.');
  return { ...known, [text.slice(0, equals)]: jsonOrText(text.slice(equals + 1)) };
}

function rowsText({ columns, rows }: CypherRows, output: Output): string {
  if (rows.length === 0) return 'No rows.';
  return output.table(
    rows,
    columns.map((title, index) => ({ title, value: (row) => cell(row[index]) })),
  );
}

function cell(value: unknown): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value;
  return value === null ? '' : JSON.stringify(value);
}
