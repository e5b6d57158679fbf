import { addressOf, describeAddress } from '../backends/redis/address.ts';
import type { BackendName, PlainConfig, StorageConfigFields } from './config-fields.ts';
import { type ConfigProblem, configError } from './config-problems.ts';
import { millisecondsOf } from './config-schema.ts';
import { defined } from './defined.ts';
import { Secret } from './secret.ts';
import { NEO4J_SCHEMES, type ParsedUrl, parseStoreUrl } from './store-url.ts';

/** Where data are kept without a `dataPath`. */
export const DEFAULT_FOLDER = './codeprism_data';
const DEFAULT_FILE = './codeprism_data/graph.db';
/** How large the cache may become, in megabytes, where nothing is said. */
export const DEFAULT_CACHE_MB = 256;
/** The time between two snapshots, in milliseconds, where nothing is said. */
export const DEFAULT_INTERVAL_MS: number = 5 * 60 * 1_000;

/** Which backends a field is for; the others are all for every backend. */
const ONLY_FOR: Readonly<Partial<Record<keyof PlainConfig, readonly BackendName[]>>> = {
  dataPath: ['memory', 'file', 'sqlite'],
  connectionString: ['neo4j'],
  username: ['neo4j'],
  password: ['neo4j'],
  database: ['neo4j'],
  persistenceInterval: ['memory'],
  neo4j: ['neo4j'],
  sqlite: ['sqlite'],
};

/**
 * What fits no schema: fields that only go with others. A field without effect
 * is refused, so that nobody believes it had one.
 */
export function checkTogether(config: PlainConfig): void {
  const problems = [...strayFields(config), ...missingFields(config), ...cacheProblems(config)];
  if (problems.length > 0) throw configError(problems);
}

/**
 * A checked configuration with its defaults filled in, and with no credential in a URL.
 * @throws `CONFIG_INVALID`
 */
export function completed(config: PlainConfig): StorageConfigFields {
  const { backend = 'memory', readOnly = false, retentionPeriod = 0, cacheTtl } = config;
  const { password, connectionString, redis, cacheUrl, ...rest } = config;
  const isSnapshot = backend === 'memory' && config.dataPath !== undefined;
  const interval = config.persistenceInterval ?? DEFAULT_INTERVAL_MS;
  const cache = cacheFields(config, readOnly);
  return defined({
    ...rest,
    backend,
    readOnly,
    dataPath: config.dataPath ?? defaultPath(backend),
    ...(connectionString !== undefined && serverFields(config, connectionString)),
    ...cache,
    cacheSizeMb: isRedis(cache.cacheUrl) ? undefined : (config.cacheSizeMb ?? DEFAULT_CACHE_MB),
    cacheQueries: config.cacheQueries ?? true,
    cacheTtl: cacheTtl === undefined ? undefined : millisecondsOf(cacheTtl),
    compression: config.compression ?? false,
    persistenceInterval: isSnapshot ? millisecondsOf(interval) : undefined,
    retentionPeriod: millisecondsOf(retentionPeriod),
  });
}

/** Whether a cache's URL names Redis. */
export function isRedis(cacheUrl: string): boolean {
  return /^rediss?:/i.test(cacheUrl);
}

function* strayFields(config: PlainConfig): Iterable<ConfigProblem> {
  const { backend = 'memory' } = config;
  for (const [field, backends] of Object.entries(ONLY_FOR)) {
    if (config[field as keyof PlainConfig] === undefined || backends.includes(backend)) continue;
    yield problem(field, `is for ${backends.join(', ')}, but the backend is ${backend}. Leave it out.`);
  }
  const hasFiles = backend === 'file' || backend === 'memory';
  if (config.compression === true && !hasFiles)
    yield problem('compression', `is for file and memory, but the backend is ${backend}. Leave it out.`);
  if (backend !== 'memory' || config.dataPath !== undefined) return;
  if (config.persistenceInterval !== undefined || config.compression === true) {
    const field = config.persistenceInterval === undefined ? 'compression' : 'persistenceInterval';
    yield problem(field, 'is about the snapshot of a memory store, which needs a folder. Give dataPath too.');
  }
}

function* missingFields({ backend, connectionString }: PlainConfig): Iterable<ConfigProblem> {
  if (backend !== 'neo4j' || connectionString !== undefined) return;
  yield problem('connectionString', 'is missing. Give the server, such as neo4j://localhost:7687.');
}

function* cacheProblems(config: PlainConfig): Iterable<ConfigProblem> {
  const { cacheUrl = 'memory:', backend, readOnly } = config;
  if (isRedis(cacheUrl)) {
    if (config.cacheSizeMb !== undefined)
      yield problem(
        'cacheSizeMb',
        "has no effect on Redis, whose limit is the server's maxmemory. Leave it out.",
      );
  } else if (config.redis !== undefined) {
    yield problem(
      'redis',
      'is for a cache in Redis. Give cacheUrl, such as redis://localhost, or leave it out.',
    );
  }
  if (cacheUrl === 'sqlite:' && (backend !== 'sqlite' || readOnly === true))
    yield problem(
      'cacheUrl',
      'is the file of an SQLite store that may be written to, which there is none. Write sqlite:FILE.',
    );
  if (!/^(memory:$|sqlite:|rediss?:\/\/)/i.test(cacheUrl))
    yield problem('cacheUrl', 'is none. Known are memory:, sqlite:, sqlite:FILE, redis:// and rediss://.');
  if (config.cacheQueries !== false) return;
  for (const field of ['cacheTtl', 'storeId'] as const) {
    if (config[field] === undefined) continue;
    yield problem(field, 'is about kept answers, but cacheQueries is false. Leave one of them out.');
  }
}

function problem(field: string, message: string): ConfigProblem {
  return { field, message: `Field ${field} ${message}` };
}

function defaultPath(backend: BackendName): string | undefined {
  if (backend === 'file') return DEFAULT_FOLDER;
  return backend === 'sqlite' ? DEFAULT_FILE : undefined;
}

type ServerFields = Pick<StorageConfigFields, 'connectionString' | 'username' | 'password' | 'database'>;

function serverFields(config: PlainConfig, connectionString: string): ServerFields {
  const parsed = parsedServer(connectionString);
  const password = config.password ?? parsed.password;
  return {
    connectionString: parsed.uri,
    username: config.username ?? parsed.username,
    password: password === undefined ? undefined : new Secret(password),
    database: config.database ?? parsed.database,
  };
}

function parsedServer(connectionString: string): ParsedUrl & { readonly kind: 'neo4j' } {
  const scheme = connectionString.split(':')[0]?.toLowerCase();
  if (NEO4J_SCHEMES.some((known) => known === scheme)) {
    const parsed = parseStoreUrl(connectionString, 'Field connectionString', undefined);
    if (parsed.kind === 'neo4j') return parsed;
  }
  const message = `names no Neo4j server. Write ${NEO4J_SCHEMES.join(', ')} with ://host; other backends take dataPath.`;
  throw configError([problem('connectionString', message)]);
}

function cacheFields(
  { backend, cacheUrl, redis }: PlainConfig,
  readOnly: boolean,
): Pick<StorageConfigFields, 'cacheUrl' | 'redis'> {
  if (cacheUrl === undefined) return { cacheUrl: backend === 'sqlite' && !readOnly ? 'sqlite:' : 'memory:' };
  if (!isRedis(cacheUrl)) return { cacheUrl };
  const address = addressOf({ ...redis, url: cacheUrl });
  const { username, password } = address;
  return {
    cacheUrl: describeAddress(address),
    redis: defined({
      ...redis,
      username,
      password: password === undefined ? undefined : new Secret(password),
    }),
  };
}
