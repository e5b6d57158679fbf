import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeExit } from '../cleanup.ts';
import { freePort, LOOPBACK } from '../free-port.ts';
import { ServerUnavailableError } from '../neo4j-server.ts';
import { type ServerProcess, startProcess } from '../server-process.ts';

const START_TIMEOUT_MS = 10_000;
const INSTALL =
  'Install Redis 6 or newer (Debian: apt-get install redis-server), or name a server of yours with REDIS_URL';

/** A Redis that was started here, on the loopback address, with nothing kept on disk. */
export interface LocalRedis extends AsyncDisposable {
  readonly url: string;
  /** SIGKILL; everything it held is gone. */
  kill(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  start(): Promise<void>;
  /** Lets it hang: connections stay, nothing is answered. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** @throws ServerUnavailableError where there is no redis-server, saying what to install */
export async function startLocalRedis(options: readonly string[] = []): Promise<LocalRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'codeprism-redis-'));
  const port = await freePort();
  let running: ServerProcess | undefined;
  const start = async (): Promise<void> => {
    running = await startServer(folder, port, options);
  };
  const end = async (): Promise<void> => {
    running?.signal('SIGCONT');
    await running?.terminate(2_000);
    running = undefined;
  };
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= end().then(async () => {
      release();
      await rm(folder, { recursive: true, force: true });
    });
    return stopped;
  };
  const release = beforeExit({ stop, stopNow: () => running?.signal('SIGKILL') });
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `redis://${LOOPBACK}:${port}`,
    start,
    kill: async () => {
      running?.signal('SIGKILL');
      await running?.exited;
    },
    pause: () => running?.signal('SIGSTOP'),
    resume: () => running?.signal('SIGCONT'),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function startServer(folder: string, port: number, options: readonly string[]): Promise<ServerProcess> {
  const args = [
    '--port',
    String(port),
    '--bind',
    LOOPBACK,
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  const server = await startProcess('redis-server', [...args, ...options], {
    cwd: folder,
    removeIfOrphaned: folder,
  }).catch((cause: unknown) => {
    throw new ServerUnavailableError(`No redis-server on the PATH. ${INSTALL}.`, { cause });
  });
  let gone = false;
  void server.exited.then(() => {
    gone = true;
  });
  const giveUp = performance.now() + START_TIMEOUT_MS;
  while (!(await accepts(port))) {
    if (gone || performance.now() > giveUp) {
      await server.terminate(0);
      throw new ServerUnavailableError(`redis-server did not start. Its log ends:\n${server.tail()}`);
    }
    await sleep(20);
  }
  return server;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: LOOPBACK });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
