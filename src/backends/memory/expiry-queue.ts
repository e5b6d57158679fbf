import TinyQueue from 'tinyqueue';

interface Expiry {
  readonly key: string;
  readonly at: number;
}

/**
 * Keys by the time at which they expire. One that is set again is here twice until the older time has come.
 */
export class ExpiryQueue {
  #queue = queueOf([]);

  add(key: string, at: number): void {
    this.#queue.push({ key, at });
  }

  /** Takes out the keys whose time has come, the earliest first. */
  *takeUntil(now: number): Iterable<string> {
    for (let next = this.#queue.peek(); next !== undefined && next.at <= now; next = this.#queue.peek()) {
      this.#queue.pop();
      yield next.key;
    }
  }

  /** Forgets what no entry has any more, once that is most of it: a key may be set often with long times. */
  compact(entries: number, isCurrent: (key: string, at: number) => boolean): void {
    if (this.#queue.length <= 2 * entries + 64) return;
    const current = new Map<string, Expiry>();
    for (const expiry of this.#queue.data) {
      if (isCurrent(expiry.key, expiry.at)) current.set(expiry.key, expiry);
    }
    this.#queue = queueOf([...current.values()]);
  }

  clear(): void {
    this.#queue = queueOf([]);
  }
}

function queueOf(items: Expiry[]): TinyQueue<Expiry> {
  return new TinyQueue(items, (a, b) => a.at - b.at);
}
