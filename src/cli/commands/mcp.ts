import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type Command, Option } from 'commander';
import { StorageError } from '../../errors/index.ts';
import { HOSTS, type Host, hostConfig } from '../../mcp/host-config.ts';
import type { ToolContext } from '../../mcp/index.ts';
import type { McpServerOptions } from '../../mcp/server.ts';
import { parseCount } from '../arguments.ts';
import { packageVersion } from '../package-version.ts';
import type { Cli } from '../session.ts';

interface McpFlags {
  readonly folder?: string;
  readonly http?: number;
  readonly timeout?: number;
  readonly printConfig?: Host;
}

const TIMEOUT_SECONDS = 60;

/** Adds the command `mcp`. */
export function addMcp(program: Command, cli: Cli): void {
  program
    .command('mcp')
    .description('serve the store to AI agents over the Model Context Protocol; nothing is written')
    .option('--folder <DIR>', 'the folder that was analysed, for source lines')
    .option(
      '--http <PORT>',
      'serve HTTP on 127.0.0.1 instead of standard input; 0 takes a free port',
      parseCount,
    )
    .option('--timeout <SECONDS>', `the longest a tool may take (default ${TIMEOUT_SECONDS})`, parseCount)
    .addOption(
      new Option('--print-config <HOST>', "print what goes into a host's configuration, and end").choices(
        HOSTS,
      ),
    )
    .addHelpText(
      'after',
      '\nWith --http clients need the token in CODEPRISM_MCP_TOKEN; without one a token is made and shown.\n\nExample:\n  codeprism-neo4j mcp --print-config claude',
    )
    .action(async (flags: McpFlags) => {
      if (flags.printConfig !== undefined) return printConfig(cli, flags.printConfig);
      await cli.withStore(
        async ({ store, storeUrl }) => {
          const { CYPHER_TOOL, TOOLS } = await import('../../mcp/index.ts');
          const running = { timeoutMs: (flags.timeout ?? TIMEOUT_SECONDS) * 1_000 };
          const context: ToolContext = { store, folder: flags.folder ?? cli.terminal.folder, running };
          const hasCypher = /^(?:neo4j|bolt)/.test(storeUrl);
          const tools = hasCypher ? [...TOOLS, CYPHER_TOOL] : TOOLS;
          await serve(cli, { context, tools, version: packageVersion() }, flags.http);
        },
        { dryRun: true },
      );
    });
}

async function printConfig(cli: Cli, host: Host): Promise<void> {
  const store = cli.flags.store === undefined ? [] : ['--store', cli.flags.store];
  const args = ['codeprism-neo4j', 'mcp', ...store];
  await cli.output.print(hostConfig(host, { command: 'npx', args }));
}

async function serve(cli: Cli, options: McpServerOptions, port: number | undefined): Promise<void> {
  const { signal, stdin } = cli.terminal;
  const stopped = signal.aborted ? Promise.resolve() : once(signal, 'abort');
  if (port === undefined) {
    const { serveStdio } = await optional(() => import('@modelcontextprotocol/server/stdio'));
    const { mcpServer } = await optional(() => import('../../mcp/server.ts'));
    const connection = serveStdio(() => mcpServer(options));
    await Promise.race([stopped, once(stdin, 'close'), once(stdin, 'end')]);
    await connection.close();
    return;
  }
  const { serveHttp } = await optional(() => import('../../mcp/serve-http.ts'));
  const given = cli.terminal.env.CODEPRISM_MCP_TOKEN;
  const token = given || randomBytes(24).toString('base64url');
  const server = await serveHttp(options, { port, token });
  cli.output.complain(`Serving ${server.url}`);
  if (!given) cli.output.complain(`Token: ${token}`);
  await stopped;
  await server.close();
}

/** @throws `UNSUPPORTED` where the optional packages are not installed */
async function optional<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    throw new StorageError(
      'UNSUPPORTED',
      'Serving MCP needs optional packages. Install them: npm install @modelcontextprotocol/server @modelcontextprotocol/node',
      { cause: error },
    );
  }
}
