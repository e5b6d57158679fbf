import { spawn } from 'node:child_process';

/**
 * Sees to it that process `pid` ends, and `folder` goes, even if this process is killed with SIGKILL: a shell
 * waits for the end of a pipe that only this process holds open. Returns the way to call it off.
 */
export function killWhenOrphaned(pid: number, folder: string | undefined): () => void {
  const script = 'cat >/dev/null; kill -KILL "$1"; if [ -n "$2" ]; then sleep 1; rm -rf -- "$2"; fi';
  const shell = spawn('sh', ['-c', script, 'sh', String(pid), folder ?? ''], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  shell.on('error', () => {});
  shell.stdin.on('error', () => {});
  shell.unref();
  // SIGKILL, and to the whole group: the shell must not see the pipe's end before its own.
  return () => {
    if (shell.pid === undefined || shell.exitCode !== null) return;
    try {
      process.kill(-shell.pid, 'SIGKILL');
    } catch {
      // It is gone already.
    }
  };
}
