import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { runWhenOrphaned } from './watchdog.ts';

const TAIL_LINES = 40;

/** A child process that runs a server, and what it last said. */
export interface ServerProcess {
  readonly pid: number;
  /** Fulfilled when the process is gone, with its exit code or the name of the signal that ended it. */
  readonly exited: Promise<number | string>;
  /** The last lines of its output. */
  tail(): string;
  signal(name: NodeJS.Signals): void;
  /** SIGTERM, then SIGKILL after `graceMs`; fulfilled when the process is gone. */
  terminate(graceMs: number): Promise<void>;
}

/** What to run, and whom to tell. */
export interface ProcessOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly onLog?: ((line: string) => void) | undefined;
  /** Removed if this process dies without a chance to tidy up. */
  readonly removeIfOrphaned?: string | undefined;
}

/**
 * Starts `executable` in a process group of its own, so that Ctrl-C in a terminal reaches only us, and we can
 * stop it in order.
 * @throws the spawn error (ENOENT and its like).
 */
export async function startProcess(
  executable: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<ServerProcess> {
  const child = spawn(executable, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve).once('error', reject);
  });
  const pid = child.pid as number;
  const callOff = runWhenOrphaned(
    'kill -KILL "$1"; if [ -n "$2" ]; then sleep 1; rm -rf -- "$2"; fi',
    String(pid),
    options.removeIfOrphaned ?? '',
  );
  let gone = false;
  const exited = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => {
      gone = true;
      callOff();
      resolve(code ?? signal ?? 'unknown');
    });
  });

  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > TAIL_LINES) lines.shift();
      options.onLog?.(line);
    });
  }

  const signal = (name: NodeJS.Signals): void => {
    if (!gone) child.kill(name);
  };
  return {
    pid,
    exited,
    tail: () => lines.join('\n'),
    signal,
    async terminate(graceMs) {
      signal('SIGTERM');
      const force = setTimeout(signal, graceMs, 'SIGKILL');
      await exited;
      clearTimeout(force);
    },
  };
}
