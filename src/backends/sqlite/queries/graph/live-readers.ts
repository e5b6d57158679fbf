import { StorageError } from '../../../../errors/index.ts';
import type { RepositoryReader } from '../repository-reader.ts';

/**
 * The readers of the questions that are being answered from one graph:
 * all of them see the state that it was made of.
 */
export class LiveReaders {
  readonly #readers = new Set<RepositoryReader>();

  /** Runs `work`, during which texts may be read by this reader. */
  async during<Result>(reader: RepositoryReader, work: () => Promise<Result>): Promise<Result> {
    this.#readers.add(reader);
    try {
      return await work();
    } finally {
      this.#readers.delete(reader);
    }
  }

  /** @throws `UNEXPECTED` where no question is being answered */
  get any(): RepositoryReader {
    const [reader] = this.#readers;
    if (reader === undefined)
      throw new StorageError('UNEXPECTED', 'A text was asked for outside of a question.');
    return reader;
  }
}
