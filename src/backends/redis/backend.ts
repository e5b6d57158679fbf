import { PendingInvalidations } from '../../storage/backend/pending-invalidations.ts';
import type { CacheBackend, CacheHealth, CacheSetReport, CacheUsage } from '../../storage/index.ts';
import { describeAddress, type RedisAddress } from './address.ts';
import type { ClientFactory, RedisClient } from './client.ts';
import { DOWN, RedisConnection } from './connection.ts';
import { KeySpace } from './key-space.ts';
import type { RedisSettings } from './options.ts';

const REFUSED = Symbol('refused');

/**
 * Values in a Redis server. While it cannot be used nothing is found and nothing is kept; what should have
 * been deleted meanwhile is deleted before the first value is read from it again.
 */
export class RedisCacheBackend implements CacheBackend {
  readonly name = 'redis';
  readonly connection: RedisConnection;
  readonly #settings: RedisSettings;
  readonly #address: string;
  readonly #keys: KeySpace;
  readonly #pending = new PendingInvalidations();

  constructor(create: ClientFactory, address: RedisAddress, settings: RedisSettings) {
    this.#settings = settings;
    this.#address = describeAddress(address);
    this.connection = new RedisConnection(create, settings, this.#address, {
      isNeeded: () => this.#pending.size > 0,
      run: (client) => this.#catchUp(client),
    });
    this.#keys = new KeySpace(settings.prefix, (client, ...words) => this.connection.ask(client, ...words));
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const found = await this.connection.use((client) =>
      this.#orProblem(client, () => this.connection.ask(client, 'GET', this.#keys.of(key))),
    );
    return found instanceof Uint8Array ? found : undefined;
  }

  async set(key: string, bytes: Uint8Array, ttlMs: number | undefined): Promise<CacheSetReport> {
    const size = Buffer.byteLength(key) + bytes.length;
    const limitBytes = this.#settings.maxValueBytes;
    if (size > limitBytes) {
      await this.delete(key);
      return { stored: false, reason: 'too-large', bytes: size, limitBytes };
    }
    const name = this.#keys.of(key);
    const life = ttlMs === undefined ? [] : ['PX', String(ttlMs)];
    const kept = await this.connection.use(async (client) => {
      const value = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const answer = await this.#orProblem(client, () =>
        this.connection.ask(client, 'SET', name, value, ...life),
      );
      if (answer !== REFUSED) return answer;
      // A server that is full still deletes, and the older value must not stay.
      await this.connection.ask(client, 'UNLINK', name);
      return REFUSED;
    });
    if (kept === DOWN) this.#pending.addKey(key);
    else if (kept !== REFUSED) return { stored: true, bytes: size };
    return { stored: false, reason: 'unavailable', bytes: size };
  }

  async delete(key: string): Promise<boolean> {
    const deleted = await this.connection.use((client) => this.#keys.delete(client, [key]));
    if (deleted === DOWN) this.#pending.addKey(key);
    return deleted === 1;
  }

  async invalidate(glob: string): Promise<number> {
    const deleted = await this.connection.use((client) => this.#keys.deleteMatching(client, [glob]));
    if (deleted !== DOWN) return deleted;
    this.#pending.addGlob(glob);
    return 0;
  }

  async removeExpired(): Promise<number> {
    return 0;
  }

  async usage(): Promise<CacheUsage> {
    const measured = await this.connection.use((client) => this.#keys.measure(client));
    const { keys, bytes } = measured === DOWN ? { keys: 0, bytes: 0 } : measured;
    // The server evicts by itself and does not say whose values those were.
    return { totalKeys: keys, memoryUsageBytes: bytes, evictionCount: 0 };
  }

  async clear(): Promise<void> {
    await this.invalidate('*');
  }

  async health(): Promise<CacheHealth> {
    await this.connection.connect();
    const answer = await this.connection.use((client) => this.connection.ask(client, 'PING'));
    const { problem } = this.connection;
    return {
      available: answer !== DOWN,
      address: this.#address,
      ...(problem !== undefined && { problem }),
      pendingInvalidations: this.#pending.size,
    };
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  /** A reply that is an error is no reason to connect again. */
  async #orProblem(client: RedisClient, ask: () => Promise<unknown>): Promise<unknown> {
    try {
      const answer = await ask();
      this.connection.noteProblem(undefined);
      return answer;
    } catch (error) {
      if (!client.isReply(error)) throw error;
      this.connection.noteProblem(error);
      return REFUSED;
    }
  }

  async #catchUp(client: RedisClient): Promise<void> {
    const taken = this.#pending.take();
    try {
      await this.#keys.delete(client, taken.keys);
      if (taken.globs.length > 0) await this.#keys.deleteMatching(client, taken.globs);
    } catch (error) {
      this.#pending.giveBack(taken);
      throw error;
    }
  }
}
