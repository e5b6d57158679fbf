import { describe, quote, StorageError } from '../../errors/index.ts';
import type { CacheBackend } from '../backend/cache-backend.ts';
import { type CacheCodec, jsonCodec } from '../cache-codec.ts';
import type {
  CacheHealth,
  CacheSetOptions,
  CacheSetReport,
  CacheStats,
  CacheStorage,
} from '../cache-storage.ts';
import { CallGuard } from './call-guard.ts';
import { Lifetime } from './lifetime.ts';
import { checkString, wrongOption } from './option-checks.ts';

const PLAIN = jsonCodec((value) => value);
/** The longest time that every backend can add to its clock; more is as good as no end. */
const LONGEST_TTL_MS = 2 ** 52;

/** Puts the front door before a cache backend. Third-party backends are opened with it too. */
export function cacheStorage(backend: CacheBackend): CacheStorage {
  return new GuardedCacheStorage(backend);
}

/** Checks inputs, turns values into bytes and back, counts hits and misses, refuses calls after close. */
class GuardedCacheStorage implements CacheStorage {
  readonly #backend: CacheBackend;
  readonly #lifetime: Lifetime;
  readonly #guard: CallGuard;
  #hits = 0;
  #misses = 0;

  constructor(backend: CacheBackend) {
    this.#backend = backend;
    this.#lifetime = new Lifetime(() => backend.close());
    this.#guard = new CallGuard(backend.name, this.#lifetime);
  }

  get backend(): string {
    return this.#backend.name;
  }

  get(key: string): Promise<unknown>;
  get<Value>(key: string, codec: CacheCodec<Value>): Promise<Value | undefined>;
  get(key: string, codec: CacheCodec<unknown> = PLAIN): Promise<unknown> {
    return this.#run('get', async () => {
      const bytes = await this.#backend.get(checkString(key, 'key'));
      const found = bytes === undefined ? undefined : decoded(bytes, codec);
      if (found === undefined) this.#misses++;
      else this.#hits++;
      return found?.value;
    });
  }

  set<Value>(
    key: string,
    value: Value,
    options: CacheSetOptions = {},
    codec?: CacheCodec<Value>,
  ): Promise<CacheSetReport> {
    return this.#run('set', async () => {
      checkString(key, 'key');
      const ttlMs = checkTtl(options.ttlMs);
      const bytes = encoded(key, value, codec ?? PLAIN);
      if (ttlMs !== 0) return this.#backend.set(key, bytes, ttlMs);
      await this.#backend.delete(key);
      return { stored: true, bytes: Buffer.byteLength(key) + bytes.length };
    });
  }

  delete(key: string): Promise<boolean> {
    return this.#run('delete', async () => this.#backend.delete(checkString(key, 'key')));
  }

  invalidatePattern(pattern: string): Promise<number> {
    return this.#run('invalidatePattern', async () => {
      if (checkString(pattern, 'pattern') !== '') return this.#backend.invalidate(pattern);
      throw wrongOption('pattern', 'is empty', 'Give a glob such as user:*; clear() deletes everything.');
    });
  }

  removeExpired(): Promise<number> {
    return this.#run('removeExpired', () => this.#backend.removeExpired());
  }

  getStats(): Promise<CacheStats> {
    return this.#run('getStats', async () => ({
      ...(await this.#backend.usage()),
      hitCount: this.#hits,
      missCount: this.#misses,
    }));
  }

  clear(): Promise<void> {
    return this.#run('clear', () => this.#backend.clear());
  }

  health(): Promise<CacheHealth> {
    return this.#run('health', () => this.#backend.health());
  }

  close(): Promise<void> {
    return this.#lifetime.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #run<Result>(operation: string, work: () => Promise<Result>): Promise<Result> {
    return this.#guard.run({ operation }, {}, work);
  }
}

function decoded<Value>(bytes: Uint8Array, codec: CacheCodec<Value>): { readonly value: Value } | undefined {
  try {
    return { value: codec.decode(bytes) };
  } catch {
    return undefined;
  }
}

function encoded<Value>(key: string, value: Value, codec: CacheCodec<Value>): Uint8Array {
  try {
    return codec.encode(value);
  } catch (cause) {
    throw new StorageError(
      'CONFIG_INVALID',
      `The value for the key ${quote(key)} cannot be kept exactly (${describe(value)}). Give plain JSON, or a codec of your own.`,
      { cause, context: { key } },
    );
  }
}

function checkTtl(ttlMs: number | undefined): number | undefined {
  if (ttlMs === undefined) return undefined;
  if (typeof ttlMs === 'number' && ttlMs >= 0) return ttlMs > LONGEST_TTL_MS ? undefined : Math.ceil(ttlMs);
  throw wrongOption('ttlMs', `is ${describe(ttlMs)}`, 'Give milliseconds, 0 or more.');
}
