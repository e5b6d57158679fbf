import { asStorageError, describe, StorageError } from '../../errors/index.ts';
import { type CacheStorage, cacheStorage, checkGiven } from '../../storage/index.ts';
import { addressOf, describeAddress } from './address.ts';
import { RedisCacheBackend } from './backend.ts';
import { clientFactory } from './client.ts';
import { lastingFailure } from './errors.ts';
import { type RedisCacheOptions, type RedisSettings, settingsOf } from './options.ts';

/**
 * Opens a cache in a Redis server (6 or newer). A server that is down is no error: the cache goes on without
 * it, and with it once it is back. Needs the package `redis`.
 *
 * @throws `CONFIG_INVALID`, `UNAUTHORIZED` where the server refuses the
 * credentials, `UNSUPPORTED` without the package
 */
export async function openRedisCache(options: RedisCacheOptions = {}): Promise<CacheStorage> {
  checkGiven(options);
  try {
    const settings = settingsOf(options);
    checkSettings(settings);
    const address = addressOf(options);
    const backend = new RedisCacheBackend(await clientFactory(address, settings), address, settings);
    await backend.connection.connect();
    const failure = lastingFailure(backend.connection.failure, describeAddress(address));
    if (failure === undefined) return cacheStorage(backend);
    await backend.close();
    throw failure;
  } catch (error) {
    throw asStorageError(error).at({ backend: 'redis' });
  }
}

function checkSettings(settings: RedisSettings): void {
  for (const name of ['maxValueBytes', 'commandTimeoutMs', 'connectTimeoutMs', 'reconnectDelayMs'] as const) {
    const value = settings[name];
    if (Number.isSafeInteger(value) && value >= (name === 'reconnectDelayMs' ? 0 : 1) && value < 2 ** 31)
      continue;
    throw invalid(name, `is ${describe(value)}. Give a whole number, at least 1 and below 2^31.`);
  }
  if (typeof settings.prefix === 'string' && settings.prefix !== '' && settings.prefix.isWellFormed()) return;
  throw invalid('prefix', 'is empty or no well-formed text. Give one that no other program uses there.');
}

function invalid(option: string, problem: string): StorageError {
  return new StorageError('CONFIG_INVALID', `Option ${option} ${problem}`, { context: { option } });
}
