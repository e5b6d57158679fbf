import { asStorageError, type StorageError, throwIfAborted } from '../../errors/index.ts';
import { validateRepoId } from '../../graph/index.ts';
import type { ReadOptions } from '../options.ts';
import type { Lifetime } from './lifetime.ts';

/** Where a call's errors say that they arose. */
export interface CallPlace {
  /** The public method, such as `storeGraph`. */
  readonly operation: string;
  /** As it was given, so it may be anything; only a text is said in an error. */
  readonly repoId?: unknown;
}

/**
 * Guards the calls of one store: none begins after its close or an abort, and errors say where they arose.
 */
export class CallGuard {
  readonly #backend: string;
  readonly #lifetime: Lifetime;

  constructor(backend: string, lifetime: Lifetime) {
    this.#backend = backend;
    this.#lifetime = lifetime;
  }

  /** Runs a call. @throws `CLOSED`, `ABORTED`, and whatever the work throws, with its place */
  async run<Result>(place: CallPlace, options: ReadOptions, work: () => Promise<Result>): Promise<Result> {
    try {
      return await this.#lifetime.during(async () => {
        throwIfAborted(options?.signal);
        return work();
      });
    } catch (error) {
      throw this.located(error, place);
    }
  }

  /** As {@link run}, for a call about one repository. @throws `INVALID_GRAPH` for an id that can be none */
  about<Result>(
    operation: string,
    repoId: string,
    options: ReadOptions,
    work: () => Promise<Result>,
  ): Promise<Result> {
    return this.run({ operation, repoId }, options, async () => {
      validateRepoId(repoId);
      return work();
    });
  }

  /** Any failure as an error of this package that says where it arose. */
  located(error: unknown, { operation, repoId }: CallPlace): StorageError {
    const known = typeof repoId === 'string' ? repoId : undefined;
    return asStorageError(error).at({ operation, backend: this.#backend, repoId: known });
  }
}
