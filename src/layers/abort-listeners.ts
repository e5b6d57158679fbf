/** One listener on each signal, however many calls wait under it: ten thousand of them are no leak. */
export class AbortListeners {
  readonly #waiting = new WeakMap<AbortSignal, Set<() => void>>();

  /** @returns what takes it off again */
  add(signal: AbortSignal, listener: () => void): () => void {
    const waiting = this.#waiting.get(signal) ?? this.#listen(signal);
    waiting.add(listener);
    return () => {
      waiting.delete(listener);
      if (waiting.size > 0 || this.#waiting.get(signal) !== waiting) return;
      this.#waiting.delete(signal);
      signal.removeEventListener('abort', this.#onAbort);
    };
  }

  #listen(signal: AbortSignal): Set<() => void> {
    const waiting = new Set<() => void>();
    this.#waiting.set(signal, waiting);
    signal.addEventListener('abort', this.#onAbort, { once: true });
    return waiting;
  }

  readonly #onAbort = (event: Event): void => {
    for (const listener of this.#waiting.get(event.target as AbortSignal) ?? []) listener();
  };
}
