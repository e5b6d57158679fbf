import { spawn } from 'node:child_process';

/**
 * Runs a shell script if this process ends without calling it off, be it by SIGKILL: a
 * shell waits for the end of a pipe that only this process holds open. `args` are the
 * script's `$1`, `$2` … Returns the way to call it off.
 */
export function runWhenOrphaned(script: string, ...args: readonly string[]): () => void {
  const shell = spawn('sh', ['-c', `while read -r _; do :; done; ${script}`, 'sh', ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // Where there is no shell there is no watchdog: the other ways of cleaning up remain.
  shell.on('error', () => {});
  shell.stdin.on('error', () => {});
  shell.unref();
  return () => {
    shell.kill('SIGKILL');
  };
}
