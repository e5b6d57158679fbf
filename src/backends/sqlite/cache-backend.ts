import type { CacheBackend, CacheHealth, CacheSetReport, CacheUsage } from '../../storage/index.ts';
import { findValue, measure } from './cache-entries.ts';
import { CacheWrites } from './cache-writes.ts';
import type { Connection } from './connection.ts';
import type { Database } from './database.ts';

/** How large a cache in SQLite may become, and which clock it goes by. */
export interface CacheSettings {
  readonly file: string;
  readonly maxBytes: number;
  readonly clock: () => number;
}

/**
 * Values in tables of one SQLite file. While it cannot be read nothing is found, while it cannot be written
 * nothing is kept; what should have been deleted meanwhile is deleted before anything is found again.
 */
export class SqliteCacheBackend implements CacheBackend {
  readonly name = 'sqlite';
  readonly #database: Database;
  readonly #settings: CacheSettings;
  readonly #writes: CacheWrites;

  constructor(database: Database, settings: CacheSettings) {
    this.#database = database;
    this.#settings = settings;
    this.#writes = new CacheWrites(database, () => this.#now());
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    if (this.#writes.isBehind && !(await this.#writes.catchUp())) return undefined;
    const found = await this.#read((connection) => findValue(connection, key, this.#now()));
    if (found !== undefined) await this.#writes.noteUse(key);
    return found;
  }

  async set(key: string, bytes: Uint8Array, ttlMs: number | undefined): Promise<CacheSetReport> {
    const size = Buffer.byteLength(key) + bytes.length;
    const { maxBytes } = this.#settings;
    if (size > maxBytes) {
      await this.delete(key);
      return { stored: false, reason: 'too-large', bytes: size, limitBytes: maxBytes };
    }
    const entry = {
      key,
      bytes: new Uint8Array(bytes),
      size,
      expiresAt: ttlMs === undefined ? null : this.#now() + ttlMs,
    };
    const isKept = await this.#writes.run((entries) => {
      entries.put(entry, maxBytes);
      return true;
    });
    if (isKept === true) return { stored: true, bytes: size };
    this.#writes.pending.addKey(key);
    return { stored: false, reason: 'unavailable', bytes: size };
  }

  async delete(key: string): Promise<boolean> {
    const deleted = await this.#writes.run((entries) => entries.delete(key), false);
    if (deleted === undefined) this.#writes.pending.addKey(key);
    return deleted ?? false;
  }

  async invalidate(glob: string): Promise<number> {
    const deleted = await this.#writes.run((entries) => entries.deleteMatching(glob), 0);
    if (deleted === undefined) this.#writes.pending.addGlob(glob);
    return deleted ?? 0;
  }

  async removeExpired(): Promise<number> {
    return (await this.#writes.run((entries) => entries.expired, 0)) ?? 0;
  }

  async usage(): Promise<CacheUsage> {
    // What has expired is counted as it leaves.
    await this.#writes.catchUp();
    const measured = await this.#read((connection) => measure(connection, this.#now()));
    const { totalKeys = 0, memoryUsageBytes = 0 } = measured ?? {};
    return { totalKeys, memoryUsageBytes, evictionCount: this.#writes.evictions };
  }

  async clear(): Promise<void> {
    await this.invalidate('*');
  }

  async health(): Promise<CacheHealth> {
    await this.#writes.catchUp();
    const { problem, pending } = this.#writes;
    return {
      available: problem === undefined,
      address: this.#settings.file,
      ...(problem !== undefined && { problem }),
      pendingInvalidations: pending.size,
    };
  }

  async close(): Promise<void> {
    await this.#writes.end();
    this.#database.close();
  }

  async #read<Result>(work: (connection: Connection) => Result): Promise<Result | undefined> {
    try {
      return await this.#database.read({}, work);
    } catch (error) {
      this.#writes.noteFailure(error);
      return undefined;
    }
  }

  #now(): number {
    return Math.ceil(this.#settings.clock());
  }
}
