import type { Command } from 'commander';
import { nearest, quote, StorageError } from '../../errors/index.ts';
import type { Tool } from '../../mcp/index.ts';
import { jsonOrText } from '../arguments.ts';
import type { Cli } from '../session.ts';

/** Adds the command `ask`. */
export function addAsk(program: Command, cli: Cli): void {
  program
    .command('ask')
    .description('give the text that agents get of a tool over MCP')
    .argument('[TOOL]', 'find_symbols, symbol, trace, path, impact, dead_code, …; without it they are listed')
    .argument('[NAME=VALUE...]', "the tool's input: each value as JSON or else as a text")
    .option('--folder <DIR>', 'the folder that was analysed, for source lines')
    .addHelpText(
      'after',
      '\nExample:\n  codeprism-neo4j ask trace repository=ajv name=checkStrictMode depth=2',
    )
    .action(async (name: string | undefined, inputs: readonly string[], { folder }: { folder?: string }) => {
      const { askTool, CYPHER_TOOL, errorForAgents, TOOLS } = await import('../../mcp/index.ts');
      const tools = [...TOOLS, CYPHER_TOOL];
      if (name === undefined) return cli.output.print(listOf(tools));
      const tool = toolNamed(name, tools);
      const input = Object.fromEntries(inputs.map(inputOf));
      await cli.withStore(
        async ({ store, running: { signal } }) => {
          const context = { store, folder, running: signal === undefined ? {} : { signal } };
          try {
            await cli.output.print(await askTool(tool, context, input));
          } catch (error) {
            cli.output.complain(errorForAgents(error));
            cli.exitCode = 1;
          }
        },
        { dryRun: true },
      );
    });
}

function listOf(tools: readonly Tool[]): string {
  return tools
    .map(
      ({ name, description, input }) =>
        `${name}\n  ${description}\n  takes: ${Object.keys(input.shape).join(', ')}`,
    )
    .join('\n\n');
}

function toolNamed(name: string, tools: readonly Tool[]): Tool {
  const tool = tools.find((candidate) => candidate.name === name);
  if (tool !== undefined) return tool;
  const names = tools.map((candidate) => candidate.name);
  const near = nearest(name, names, 1);
  const hint = near.length > 0 ? `Did you mean ${near[0]}?` : `The tools are ${names.join(', ')}.`;
  throw new StorageError('CONFIG_INVALID', `There is no tool ${quote(name)}. ${hint}`);
}

function inputOf(text: string): readonly [string, unknown] {
  const equals = text.indexOf('=');
  if (equals < 1) {
    throw new StorageError('CONFIG_INVALID', `${quote(text)} is no input. Give NAME=VALUE, such as depth=2.`);
  }
  return [text.slice(0, equals), jsonOrText(text.slice(equals + 1))];
}
