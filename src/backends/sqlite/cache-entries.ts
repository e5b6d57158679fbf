import { nameMatcher } from '../../globs/glob-matcher.ts';
import type { CacheUsage } from '../../storage/index.ts';
import type { Connection } from './connection.ts';

const KEYS_A_PAGE = 1_000;

const FIND = `SELECT bytes FROM cache_entry JOIN cache_value USING (number)
  WHERE key = ? AND (expires_at IS NULL OR expires_at > ?)`;
const PUT = `INSERT INTO cache_entry (key, size, expires_at, used) VALUES (?, ?, ?, ?)
  ON CONFLICT (key) DO UPDATE SET size = excluded.size, expires_at = excluded.expires_at, used = excluded.used`;
const PUT_VALUE = `INSERT INTO cache_value SELECT number, ? FROM cache_entry WHERE key = ?
  ON CONFLICT (number) DO UPDATE SET bytes = excluded.bytes`;
const DROP_OLDEST =
  'DELETE FROM cache_entry WHERE number = (SELECT number FROM cache_entry ORDER BY used LIMIT 1)';
const KEY_PAGE = `SELECT json_group_array(json_array(number, key))
  FROM (SELECT number, key FROM cache_entry WHERE number > ? ORDER BY number LIMIT ${KEYS_A_PAGE})`;

/** One value with its key and its end, as it is written. */
export interface CacheEntry {
  readonly key: string;
  readonly bytes: Uint8Array;
  /** Of key and value. */
  readonly size: number;
  /** `null` for no end. */
  readonly expiresAt: number | null;
}

/**
 * The cached values as one write transaction sees and changes them; what has expired is gone when it begins.
 */
export class CacheEntries {
  readonly #connection: Connection;
  #used: number;
  /** How many left to make room or because their time was over. */
  evicted: number;
  /** How many of those left because their time was over. */
  readonly expired: number;

  constructor(connection: Connection, now: number) {
    this.#connection = connection;
    this.expired = connection.run('DELETE FROM cache_entry WHERE expires_at <= ?', [now]);
    this.evicted = this.expired;
    this.#used = connection.count('SELECT max(used) FROM cache_entry');
  }

  /** @param keys in the order in which they were used */
  touch(keys: Iterable<string>): void {
    for (const key of keys)
      this.#connection.run('UPDATE cache_entry SET used = ? WHERE key = ?', [++this.#used, key]);
  }

  /** Makes room where more than `maxBytes` would be kept; the entry alone takes no more than those. */
  put({ key, bytes, size, expiresAt }: CacheEntry, maxBytes: number): void {
    this.#connection.run(PUT, [key, size, expiresAt, ++this.#used]);
    this.#connection.run(PUT_VALUE, [bytes, key]);
    while (this.#connection.count('SELECT bytes FROM cache_total') > maxBytes)
      this.evicted += this.#connection.run(DROP_OLDEST);
  }

  delete(key: string): boolean {
    return this.#connection.run('DELETE FROM cache_entry WHERE key = ?', [key]) > 0;
  }

  /** @returns how many there were */
  deleteMatching(glob: string): number {
    const matches = nameMatcher(glob);
    let deleted = 0;
    for (const [number, key] of this.#keys())
      if (matches(key)) deleted += this.#connection.run('DELETE FROM cache_entry WHERE number = ?', [number]);
    return deleted;
  }

  *#keys(): Iterable<readonly [number: number, key: string]> {
    for (let last = 0; ; ) {
      const page = this.#connection.json(KEY_PAGE, [last]) as [number, string][];
      yield* page;
      if (page.length < KEYS_A_PAGE) return;
      last = page.at(-1)?.[0] ?? last;
    }
  }
}

/** The value of a key that has not expired at the moment `now`, in milliseconds. */
export function findValue(connection: Connection, key: string, now: number): Uint8Array | undefined {
  const bytes = connection.row(FIND, [key, now])?.[0];
  return bytes instanceof Uint8Array ? bytes : undefined;
}

/** How many entries there are at the moment `now`, and how large they are. */
export function measure(connection: Connection, now: number): Omit<CacheUsage, 'evictionCount'> {
  const [entries, bytes] = connection.row('SELECT entries, bytes FROM cache_total') ?? [0, 0];
  const [expired, expiredBytes] = connection.row(
    'SELECT count(*), coalesce(sum(size), 0) FROM cache_entry WHERE expires_at <= ?',
    [now],
  ) ?? [0, 0];
  return {
    totalKeys: Number(entries) - Number(expired),
    memoryUsageBytes: Number(bytes) - Number(expiredBytes),
  };
}
