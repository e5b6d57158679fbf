import { Command, InvalidArgumentError } from 'commander';
import { freePort } from '../test/server/free-port.ts';
import { DEFAULT_VERSION, ServerUnavailableError, startLocalServer } from '../test/server/index.ts';

interface Options {
  readonly version: string;
  readonly port?: number;
  readonly httpPort?: number;
}

/** How long nothing may be said while a server is fetched and started. */
const SILENCE_MS = 10_000;

const program = new Command('npm run neo4j --')
  .description(
    'Runs a Neo4j Community server on this machine until Ctrl-C. It listens on 127.0.0.1 only; its data are gone when it stops.',
  )
  .option('--version <version>', 'Neo4j version', process.env.NEO4J_TEST_VERSION || DEFAULT_VERSION)
  .option('--port <port>', 'Bolt port (default: 7687 if free, else any)', port)
  .option('--http-port <port>', 'port of Neo4j Browser (default: 7474 if free, else any)', port)
  .addHelpText(
    'after',
    '\nThe password is NEO4J_PASSWORD if set (at least 8 characters), else a new one each time.',
  )
  .action(run);

async function run(options: Options): Promise<void> {
  console.log(`Starting Neo4j ${options.version}. The first time it is downloaded, about 130 MB …`);
  const started = Date.now();
  const speaking = setInterval(() => {
    console.log(`… still at it after ${Math.round((Date.now() - started) / 1_000)} s`);
  }, SILENCE_MS);
  const server = await startLocalServer({
    version: options.version,
    boltPort: options.port ?? (await freePort(7687)),
    httpPort: options.httpPort ?? (await freePort(7474)),
    password: process.env.NEO4J_PASSWORD || undefined,
    onNotice: console.log,
  }).finally(() => clearInterval(speaking));
  // With listeners of our own, the server's clean-up leaves the end of this process to us: an orderly one.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void server.stop());
  const generated = !process.env.NEO4J_PASSWORD;
  console.log(`
Neo4j ${server.version} answers.

  Bolt      ${server.uri}
  Browser   ${server.httpUri}/browser/
  User      ${server.username}
  Password  ${generated ? server.password : 'as NEO4J_PASSWORD says'}
  Files     ${server.folder} (removed at the end)

In another terminal, point codeprism-neo4j at it:

  export NEO4J_URI=${server.uri} NEO4J_USERNAME=${server.username} NEO4J_PASSWORD=${generated ? server.password : '…'}

Ctrl-C stops it.`);
  await server.exited();
  await server.stop();
  console.log('Neo4j has stopped.');
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_535) {
    throw new InvalidArgumentError('It must be a whole number from 1 to 65535.');
  }
  return value;
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof ServerUnavailableError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
