import type { BoltRequest } from './requests.ts';

/** What happens at a request. */
export type How =
  /** The connection is cut before the request reaches the server. */
  | 'lose request'
  /** The server does what was asked, and the connection is cut when it answers. */
  | 'lose answer'
  /** The request waits until it is released. */
  | 'hold request'
  /** The server does what was asked, and its answer waits until it is released. */
  | 'hold answer';

export interface InterruptionOptions {
  readonly request: BoltRequest;
  /** Which request of this sort, counted from 1 and from now on, over all connections. Default 1. */
  readonly number?: number;
  /** Again at each so-manieth request after that one. Default never. */
  readonly every?: number;
  readonly how: How;
  /** Done before anything else passes the proxy. */
  readonly meanwhile?: () => Promise<unknown>;
}

/** One thing that goes wrong. */
export class Interruption {
  /** When it first came to it, as `performance.now()` tells. */
  readonly reached: Promise<number>;
  readonly #options: InterruptionOptions;
  readonly #released: Promise<void>;
  #reach: (time: number) => void = () => undefined;
  #release: () => void = () => undefined;
  #left: number;
  #times = 0;

  constructor(options: InterruptionOptions) {
    this.#options = options;
    this.#left = options.number ?? 1;
    this.reached = new Promise((resolve) => {
      this.#reach = resolve;
    });
    this.#released = new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  /** Whether it has come to it. */
  get happened(): boolean {
    return this.#times > 0;
  }

  /** How often it has come to it. */
  get times(): number {
    return this.#times;
  }

  /** Lets go what is held. */
  release(): void {
    this.#release();
  }

  /** For the proxy: whether this is the request it is about. */
  meets(request: string): boolean {
    if (request !== this.#options.request || --this.#left > 0) return false;
    this.#left = this.#options.every ?? Number.POSITIVE_INFINITY;
    return true;
  }

  /** For the proxy: whether it is the answer that is lost or held, not the request. */
  get isAboutAnswer(): boolean {
    return this.#options.how.endsWith('answer');
  }

  /** For the proxy: what everybody has to wait for. */
  async begin(): Promise<void> {
    this.#times++;
    this.#reach(performance.now());
    await this.#options.meanwhile?.();
  }

  /** For the proxy: whether the connection is to be cut, once that is known. */
  async isCut(): Promise<boolean> {
    if (this.#options.how.startsWith('lose')) return true;
    await this.#released;
    return false;
  }
}
