const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back when the signal fires. There is one listener on each signal, however many calls
 * wait under it: Node.js takes more than ten for a leak.
 * @returns what takes it off again
 */
export function onAbort(signal: AbortSignal, callBack: () => void): () => void {
  const callBacks = waiting.get(signal) ?? listen(signal);
  callBacks.add(callBack);
  return () => {
    callBacks.delete(callBack);
    if (callBacks.size > 0 || waiting.get(signal) !== callBacks) return;
    waiting.delete(signal);
    signal.removeEventListener('abort', callAll);
  };
}

function listen(signal: AbortSignal): Set<() => void> {
  const callBacks = new Set<() => void>();
  waiting.set(signal, callBacks);
  signal.addEventListener('abort', callAll, { once: true });
  return callBacks;
}

function callAll({ target }: Event): void {
  const signal = target as AbortSignal;
  const callBacks = waiting.get(signal) ?? [];
  waiting.delete(signal);
  for (const callBack of callBacks) callBack();
}
