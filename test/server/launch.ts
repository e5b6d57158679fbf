import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LOOPBACK } from './free-port.ts';
import { type Installation, serverArguments } from './installation.ts';
import type { ServerSettings } from './neo4j-conf.ts';
import { ServerUnavailableError } from './neo4j-server.ts';
import { Patience } from './patience.ts';
import { waitForServer } from './probe.ts';
import { type ServerHome, writeConf } from './server-home.ts';
import { type ServerProcess, startProcess } from './server-process.ts';

/** What one run of a server needs. */
export interface Launch {
  readonly installation: Installation;
  readonly home: ServerHome;
  readonly ports: { readonly bolt: number; readonly http: number };
  readonly settings: ServerSettings;
  readonly removeIfOrphaned: string | undefined;
  readonly onLog: ((line: string) => void) | undefined;
  /** Told of the process as soon as there is one, so that it can be stopped before it answers. */
  readonly onProcess: (process: ServerProcess) => void;
}

/** Why a server did not come up. */
export class LaunchError extends ServerUnavailableError {
  /** True if somebody else listens on one of its ports. */
  readonly portClash: boolean;

  constructor(message: string, tail: string, cause?: unknown) {
    super(`${message}. Its log ends:\n${tail}`, { cause });
    this.portClash = /address already in use|bindexception/i.test(tail);
  }
}

/**
 * Runs a server and waits until it answers; returns its version.
 * @throws LaunchError if it exits before that, or is silent for too long; the process is gone then.
 */
export async function launch(options: Launch): Promise<string> {
  const { installation, home, ports, settings } = options;
  const patience = new Patience();
  await writeConf(home.folder, ports, settings);
  const args = serverArguments(installation, home.folder, settings);
  const server = await startProcess(installation.java.executable, args, {
    cwd: home.folder,
    onLog: (line) => {
      patience.heard();
      options.onLog?.(line);
    },
    removeIfOrphaned: options.removeIfOrphaned,
  });
  options.onProcess(server);

  const uri = `${settings.scheme ?? 'bolt'}://${LOOPBACK}:${ports.bolt}`;
  const address = { uri, username: 'neo4j', password: home.password, database: 'neo4j' };
  const ended = new AbortController();
  void server.exited.then((how) => ended.abort(new Error(`exited with ${how}`)));
  try {
    return await waitForServer(address, silence(patience, home), ended.signal);
  } catch (error) {
    const early = ended.signal.aborted;
    await server.terminate(0);
    const what = early
      ? `${(ended.signal.reason as Error).message} before it answered`
      : (patience.end ?? 'refused to be asked');
    const name = `Neo4j ${installation.release.version} at ${uri}`;
    throw new LaunchError(`${name} ${what}`, server.tail(), error);
  }
}

/** Whether the patience is at its end; what the server writes into its log is heard too. */
function silence(patience: Patience, { folder }: ServerHome): () => Promise<boolean> {
  const log = join(folder, 'logs', 'debug.log');
  let size = 0;
  return async () => {
    const found = (await stat(log).catch(() => undefined))?.size ?? 0;
    if (found !== size) patience.heard();
    size = found;
    return patience.end !== undefined;
  };
}
