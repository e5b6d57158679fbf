/** Something that must not outlive this process. */
export interface Cleanup {
  /** The orderly way, on SIGINT, SIGTERM and SIGHUP; ends in `release()`. */
  stop(): Promise<void>;
  /** The last moment, when only synchronous work is possible. */
  stopNow(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const live = new Set<Cleanup>();

/**
 * Has `cleanup` run when this process ends, however it ends (but for
 * SIGKILL); returns `release`, to be rid of it.
 */
export function beforeExit(cleanup: Cleanup): () => void {
  if (live.size === 0) {
    process.on('exit', onExit);
    for (const signal of SIGNALS) process.on(signal, onSignal);
  }
  live.add(cleanup);
  return () => {
    live.delete(cleanup);
    if (live.size > 0) return;
    process.off('exit', onExit);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
}

function onExit(): void {
  for (const cleanup of live) cleanup.stopNow();
}

function onSignal(signal: NodeJS.Signals): void {
  void Promise.allSettled([...live].map((cleanup) => cleanup.stop())).then(() => {
    for (const name of SIGNALS) process.off(name, onSignal);
    // With other listeners (a test runner's) it is theirs to say when the process ends.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  });
}
