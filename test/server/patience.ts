const SILENCE_MS = 120_000;
const LONGEST_MS = 900_000;

/** What a {@link Patience} may differ in. */
export interface PatienceOptions {
  readonly silenceMs?: number;
  readonly longestMs?: number;
  readonly now?: () => number;
}

/**
 * How long a server is waited for: while it says something, however slow the machine is, and not for ever.
 */
export class Patience {
  readonly #silenceMs: number;
  readonly #longestMs: number;
  readonly #now: () => number;
  readonly #start: number;
  #heard: number;

  /** By default two minutes of silence, fifteen minutes in all. */
  constructor({
    silenceMs = SILENCE_MS,
    longestMs = LONGEST_MS,
    now = performance.now.bind(performance),
  }: PatienceOptions = {}) {
    this.#silenceMs = silenceMs;
    this.#longestMs = longestMs;
    this.#now = now;
    this.#start = now();
    this.#heard = this.#start;
  }

  /** The server said something, or its log has grown. */
  heard(): void {
    this.#heard = this.#now();
  }

  /** Why nobody waits any longer; undefined while it is worth it. */
  get end(): string | undefined {
    const now = this.#now();
    if (now - this.#start > this.#longestMs) return `did not answer within ${this.#longestMs / 1000} s`;
    if (now - this.#heard > this.#silenceMs) return `said nothing for ${this.#silenceMs / 1000} s`;
    return undefined;
  }
}
