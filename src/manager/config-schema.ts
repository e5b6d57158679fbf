import type { ZodType } from 'zod';
import { BACKENDS, type Duration, type PlainConfig } from './config-fields.ts';
import { z } from './zod.ts';

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const DURATION = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

/** Milliseconds of a duration that the schema has let through. */
export function millisecondsOf(duration: Duration): number {
  if (typeof duration === 'number') return duration;
  const [, amount, unit] = DURATION.exec(duration) ?? [];
  return Number(amount) * UNITS[unit as keyof typeof UNITS];
}

const duration = (what: string): ZodType<Duration, Duration> => {
  const error = 'Give milliseconds, or a number with a unit such as 30s, 5m, 12h, 7d.';
  const milliseconds = z().number({ error }).min(0, { error }).max(Number.MAX_SAFE_INTEGER, { error });
  return z()
    .union([milliseconds, z().string().regex(DURATION, { error })], { error })
    .describe(what);
};

const text = (what: string): ZodType<string, string> => {
  const error = 'Give a text that is not empty.';
  return z().string({ error }).min(1, { error }).describe(what);
};

const flag = (what: string): ZodType<boolean, boolean> =>
  z().boolean({ error: 'Give true or false.' }).describe(what);

const whole = (what: string, least = 1): ZodType<number, number> => {
  const error = `Give a whole number, ${least} or more.`;
  return z().int({ error }).min(least, { error }).describe(what);
};

/** What a timer can count, which takes a longer time for none. */
const LONGEST_SECONDS = 2_147_483;

const seconds = (what: string): ZodType<number, number> => {
  const error = `Give a number of seconds from 0 to ${LONGEST_SECONDS}.`;
  return z().number({ error }).min(0, { error }).max(LONGEST_SECONDS, { error }).describe(what);
};

const neo4j = () =>
  z().strictObject({
    batchRows: whole('Most rows a statement writes.').optional(),
    batchBytes: whole('About the most bytes a statement carries.').optional(),
    concurrency: whole('Batches written side by side.').optional(),
    inPlaceRows: whole('Rows up to which a change is made in place.', 0).optional(),
    wholeGraphRows: whole(
      'Nodes and edges up to which a graph is read whole to judge what lives in it.',
      0,
    ).optional(),
    retrySeconds: seconds('How long a failed attempt is tried again.').optional(),
    readSeconds: seconds('How long a read waits for a change under way.').optional(),
    connectSeconds: seconds('How long opening waits for the server.').optional(),
    graceSeconds: seconds('How long an old generation is left for readers.').optional(),
    abandonedSeconds: seconds('When a staged generation counts as left behind.').optional(),
    createSchema: flag('Whether missing constraints and indexes are created.').optional(),
  });

const sqlite = () =>
  z().strictObject({
    busyTimeoutMilliseconds: whole('How long a write waits for another process.', 0).optional(),
  });

const redis = () =>
  z().strictObject({
    username: text('Wins over the URL’s.').optional(),
    password: text('Wins over the URL’s.').optional(),
    prefix: text('Begins every key on the server.').optional(),
    maxValueBytes: whole('The most bytes of a key and its value.').optional(),
    commandTimeoutMs: whole('After so long without an answer the server counts as down.').optional(),
    connectTimeoutMs: whole('How long connecting may take.').optional(),
    reconnectDelayMs: whole('How long a server that is down is left alone.', 0).optional(),
  });

let schema: ZodType<PlainConfig, PlainConfig> | undefined;

/** What a configuration is checked by; made when it is first asked for. */
export function configSchema(): ZodType<PlainConfig, PlainConfig> {
  schema ??= makeSchema();
  return schema;
}

const makeSchema = (): ZodType<PlainConfig, PlainConfig> =>
  z()
    .strictObject({
      backend: z().enum(BACKENDS).default('memory').describe('Where graphs and analyses are kept.'),
      dataPath: text('Folder (file), file (SQLite), or folder of the snapshot (memory).').optional(),
      connectionString: text('Neo4j: neo4j:// or bolt://, also +s and +ssc.').optional(),
      username: text('Neo4j: the user.').optional(),
      password: z()
        .string({ error: 'Give a text.' })
        .describe('Neo4j: better left to NEO4J_PASSWORD.')
        .optional(),
      database: text('Neo4j: the database.').optional(),
      readOnly: flag('Refuses every write.').default(false),
      cacheUrl: text('memory:, sqlite:, sqlite:FILE, redis:// or rediss://').optional(),
      cacheSizeMb: whole('The most the cache holds, in MiB; default 256. Not for Redis.').optional(),
      cacheQueries: flag('Whether answers to questions are kept in the cache.').default(true),
      cacheTtl: duration('How long an answer is kept at most; default 1d.').optional(),
      storeId: text('Names what is stored to a cache that processes share.').optional(),
      compression: flag('Gzipped files, which CodePrism cannot open.').default(false),
      persistenceInterval: duration(
        'Memory with dataPath: a snapshot at most this often; default 5m.',
      ).optional(),
      retentionPeriod: duration('How old analyses get before maintenance removes them.').default('7d'),
      neo4j: neo4j().optional().describe('How Neo4j is written to and waited for.'),
      sqlite: sqlite().optional().describe('How SQLite is waited for.'),
      redis: redis().optional().describe('How a cache in Redis is reached.'),
    })
    .meta({ title: 'StorageConfig of codeprism-neo4j' });

/** JSON Schema (draft 2020-12) of a configuration in JSON. */
export function storageConfigJsonSchema(): Readonly<Record<string, unknown>> {
  return z().toJSONSchema(configSchema(), { io: 'input' });
}
