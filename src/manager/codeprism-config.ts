import { basename, dirname, join } from 'node:path';
import type { ZodInt } from 'zod';
import { StorageError } from '../errors/index.ts';
import { parsedBy } from './config-problems.ts';
import { DEFAULT_CACHE_MB, DEFAULT_FOLDER, DEFAULT_INTERVAL_MS } from './config-rules.ts';
import { StorageConfig } from './storage-config.ts';
import { z } from './zod.ts';

/** Rust's `Duration` as serde writes it. */
export interface CodePrismDuration {
  readonly secs: number;
  readonly nanos: number;
}

/** CodePrism's configuration as its Rust serde writes it. Neo4j is announced there, and here. */
export interface CodePrismConfig {
  readonly backend: 'InMemory' | 'File' | 'Sqlite' | 'Neo4j';
  readonly data_path: string;
  readonly cache_size_mb: number;
  readonly persistence_interval: CodePrismDuration;
  readonly compression_enabled: boolean;
  readonly retention_period: CodePrismDuration;
  readonly connection_string: string | null;
}

/**
 * Our file in the data path of CodePrism's SQLite backend, whose own
 * `codeprism.db` has another layout and is left alone.
 */
const SQLITE_FILE = 'graph.db';

const TUNING = ['neo4j', 'sqlite', 'redis'] as const;
const BACKEND_OF = { InMemory: 'memory', File: 'file', Sqlite: 'sqlite', Neo4j: 'neo4j' } as const;
const NAME_OF = { memory: 'InMemory', file: 'File', sqlite: 'Sqlite', neo4j: 'Neo4j' } as const;

const whole = (least: number, most: number = Number.MAX_SAFE_INTEGER): ZodInt => {
  const error = `Give a whole number from ${least} to ${most}.`;
  return z().int({ error }).min(least, { error }).max(most, { error });
};

const makeSchema = () => {
  const duration = z().strictObject({
    secs: whole(0, Math.floor(Number.MAX_SAFE_INTEGER / 1_000) - 1),
    nanos: whole(0, 999_999_999),
  });
  return z().strictObject({
    backend: z().enum(['InMemory', 'File', 'Sqlite', 'Neo4j']),
    data_path: z().string({ error: 'Give a text.' }).min(1, { error: 'Give a text that is not empty.' }),
    cache_size_mb: whole(1),
    persistence_interval: duration,
    compression_enabled: z().boolean({ error: 'Give true or false.' }),
    retention_period: duration,
    connection_string: z().string({ error: 'Give a text or null.' }).nullable().default(null),
  });
};

/**
 * CodePrism's configuration as one of ours: every field is required but `connection_string`, and an unknown
 * one is refused. What CodePrism itself never honoured stays without effect where it would change what
 * CodePrism reads: `compression_enabled`, true by default there, leaves compression off
 * (`withCompression(true)` turns it on), and `connection_string` is for Neo4j alone. An in-memory store keeps
 * its snapshot in `data_path` every `persistence_interval`, and SQLite's file is `graph.db` in it.
 *
 * @throws `CONFIG_INVALID` naming each field that is wrong
 */
export function configFromCodePrism(json: unknown): StorageConfig {
  const given = parsedBy(makeSchema(), json, "CodePrism's configuration");
  const backend = BACKEND_OF[given.backend];
  return StorageConfig.from({
    backend,
    ...(backend === 'neo4j'
      ? { connectionString: given.connection_string ?? undefined }
      : { dataPath: backend === 'sqlite' ? join(given.data_path, SQLITE_FILE) : given.data_path }),
    ...(backend === 'memory' && { persistenceInterval: milliseconds(given.persistence_interval) }),
    cacheSizeMb: given.cache_size_mb,
    retentionPeriod: milliseconds(given.retention_period),
  });
}

/**
 * One of ours as CodePrism's, with CodePrism's defaults where ours says nothing.
 * Credentials are left out: they belong in the environment.
 * @throws `CONFIG_INVALID` for what CodePrism's cannot say
 */
export function configToCodePrism(config: StorageConfig): CodePrismConfig {
  refuseUntold(config);
  const { backend, dataPath, connectionString, database, persistenceInterval } = config;
  const path = database === undefined ? '' : `/${encodeURIComponent(database)}`;
  return {
    backend: NAME_OF[backend],
    data_path:
      (backend === 'sqlite' && dataPath !== undefined ? dirname(dataPath) : dataPath) ?? DEFAULT_FOLDER,
    cache_size_mb: config.cacheSizeMb ?? DEFAULT_CACHE_MB,
    persistence_interval: durationOf(persistenceInterval ?? DEFAULT_INTERVAL_MS),
    compression_enabled: config.compression,
    retention_period: durationOf(config.retentionPeriod),
    connection_string: connectionString === undefined ? null : connectionString.replace(/(?=\?|$)/, path),
  };
}

/** Whether a value is meant as CodePrism's configuration: it has a field that only that one has. */
export function isCodePrismConfig(json: unknown): boolean {
  return (
    typeof json === 'object' && json !== null && ['data_path', 'cache_size_mb'].some((key) => key in json)
  );
}

function refuseUntold(config: StorageConfig): void {
  const { backend, dataPath } = config;
  const usual = backend === 'sqlite' && !config.readOnly ? 'sqlite:' : 'memory:';
  const untold = [
    ...(['readOnly', 'compression', 'cacheTtl', 'storeId', ...TUNING] as const).filter(
      (field) => config[field],
    ),
    ...(config.cacheUrl === usual ? [] : ['cacheUrl']),
    ...(config.cacheQueries ? [] : ['cacheQueries']),
    ...(backend === 'sqlite' && basename(dataPath ?? '') !== SQLITE_FILE ? ['dataPath'] : []),
  ];
  if (untold.length === 0) return;
  throw new StorageError(
    'CONFIG_INVALID',
    `CodePrism's configuration has no way to say what ${untold.join(', ')} ${untold.length === 1 ? 'says' : 'say'} here. ` +
      `Leave it out, or keep this configuration in its own form.`,
    { context: { fields: untold } },
  );
}

function milliseconds({ secs, nanos }: CodePrismDuration): number {
  return secs * 1_000 + nanos / 1e6;
}

function durationOf(ms: number): CodePrismDuration {
  const secs = Math.floor(ms / 1_000);
  return { secs, nanos: Math.min(Math.round((ms - secs * 1_000) * 1e6), 999_999_999) };
}
