import { StorageError } from '../../errors/index.ts';
import type { RedisCacheOptions } from './options.ts';

/** Where a Redis server is, and who asks it. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly database: number;
  readonly username: string | undefined;
  readonly password: string | undefined;
}

/** @throws `CONFIG_INVALID`, quoting nothing of the URL, for any part of it could be a password */
export function addressOf({
  url = 'redis://127.0.0.1:6379',
  username,
  password,
}: RedisCacheOptions): RedisAddress {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const database = /^\/?(\d{0,6})$/.exec(parsed?.pathname ?? '?')?.[1];
  const known = parsed?.protocol === 'redis:' || parsed?.protocol === 'rediss:';
  if (parsed === undefined || !known || parsed.hostname === '' || database === undefined || hasRest(parsed)) {
    throw new StorageError(
      'CONFIG_INVALID',
      'The Redis URL is none. Write redis://[user:password@]host[:port][/database] or rediss:// for TLS, with @ : / ? # in a password as %40 %3A %2F %3F %23.',
      { context: { option: 'url' } },
    );
  }
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: parsed.port === '' ? 6379 : Number(parsed.port),
    tls: parsed.protocol === 'rediss:',
    database: Number(database),
    username: username ?? given(parsed.username),
    password: password ?? given(parsed.password),
  };
}

/** The address for people: never with credentials. */
export function describeAddress({ host, port, tls, database }: RedisAddress): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return `${tls ? 'rediss' : 'redis'}://${name}:${port}${database === 0 ? '' : `/${database}`}`;
}

function hasRest(url: URL): boolean {
  return url.search !== '' || url.hash !== '';
}

function given(part: string): string | undefined {
  if (part === '') return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    throw new StorageError(
      'CONFIG_INVALID',
      'The Redis URL has a broken percent encoding. Write a single % as %25.',
      { context: { option: 'url' } },
    );
  }
}
