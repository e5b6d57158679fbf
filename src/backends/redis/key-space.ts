import { nameMatcher } from '../../globs/glob-matcher.ts';
import type { RedisClient } from './client.ts';

const KEYS_PER_STEP = 1_000;

type Ask = (client: RedisClient, ...words: readonly (string | Buffer)[]) => Promise<unknown>;

/** The keys on the server that are this cache's: those with its prefix. */
export class KeySpace {
  readonly #prefix: string;
  readonly #ask: Ask;

  constructor(prefix: string, ask: Ask) {
    // With no colon in it, no prefix and key together can be those of another cache.
    this.#prefix = `${encodeURIComponent(prefix)}:`;
    this.#ask = ask;
  }

  /** The key on the server. */
  of(key: string): string {
    return this.#prefix + key;
  }

  /** How many of these keys there were. */
  async delete(client: RedisClient, keys: readonly string[]): Promise<number> {
    if (keys.length === 0) return 0;
    return Number(await this.#ask(client, 'UNLINK', ...keys.map((key) => this.of(key))));
  }

  /** Deletes what fits a glob, a step of the scan at a time, so that the server is never held up for long. */
  async deleteMatching(client: RedisClient, globs: readonly string[]): Promise<number> {
    let deleted = 0;
    for await (const keys of this.#matching(client, globs)) deleted += await this.delete(client, keys);
    return deleted;
  }

  /** How many keys there are, and the bytes of keys and values. */
  async measure(client: RedisClient): Promise<{ readonly keys: number; readonly bytes: number }> {
    const sizes = new Map<string, number>();
    for await (const keys of this.#matching(client, ['*'])) {
      const lengths = await Promise.all(keys.map((key) => this.#length(client, key)));
      for (const [index, key] of keys.entries()) {
        sizes.set(key, Buffer.byteLength(key) + (lengths[index] ?? 0));
      }
    }
    return { keys: sizes.size, bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0) };
  }

  /** The bytes of a value; of what somebody else left there and is no text, none are known. */
  async #length(client: RedisClient, key: string): Promise<number> {
    try {
      return Number(await this.#ask(client, 'STRLEN', this.of(key)));
    } catch (error) {
      if (client.isReply(error)) return 0;
      throw error;
    }
  }

  /** Keys without the prefix; one may come twice. */
  async *#matching(client: RedisClient, globs: readonly string[]): AsyncIterable<readonly string[]> {
    const matches = anyMatcher(globs);
    const [first = ''] = globs;
    const literal = globs.length === 1 ? (/^[^*?\\]*/.exec(first)?.[0] ?? '') : '';
    // The server's own globs know other rules, and bytes for
    // characters, so it only narrows by what comes first.
    const pattern = `${(this.#prefix + literal).replace(/[*?[\]\\^-]/g, '\\$&')}*`;
    let cursor = '0';
    do {
      const reply = await this.#ask(client, 'SCAN', cursor, 'MATCH', pattern, 'COUNT', String(KEYS_PER_STEP));
      const [next, found] = reply as [Buffer | string, Buffer[]];
      cursor = next.toString();
      yield found.map((key) => key.toString().slice(this.#prefix.length)).filter(matches);
    } while (cursor !== '0');
  }
}

function anyMatcher(globs: readonly string[]): (key: string) => boolean {
  const matchers = globs.map(nameMatcher);
  return (key) => matchers.some((matches) => matches(key));
}
