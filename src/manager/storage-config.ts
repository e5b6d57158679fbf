import { describe } from '../errors/index.ts';
import type {
  BackendName,
  Duration,
  Neo4jTuning,
  PlainConfig,
  RedisTuning,
  SqliteTuning,
  StorageConfigFields,
  StorageConfigInput,
} from './config-fields.ts';
import { configError, parsedBy } from './config-problems.ts';
import { checkTogether, completed } from './config-rules.ts';
import { configSchema } from './config-schema.ts';
import { Secret } from './secret.ts';

type Further = Omit<StorageConfigInput, 'backend' | 'dataPath' | 'connectionString'>;

/**
 * A checked configuration, never changed: durations are milliseconds, defaults are
 * filled in, and no password is printed or written with it. Every function that makes
 * one throws `CONFIG_INVALID`, naming each field that is wrong.
 */
export class StorageConfig implements StorageConfigFields {
  declare readonly backend: BackendName;
  declare readonly dataPath?: string;
  /** Without credentials and database. */
  declare readonly connectionString?: string;
  declare readonly username?: string;
  declare readonly password?: Secret;
  declare readonly database?: string;
  declare readonly readOnly: boolean;
  /** Without credentials. */
  declare readonly cacheUrl: string;
  /** Absent for a cache in Redis. */
  declare readonly cacheSizeMb?: number;
  declare readonly cacheQueries: boolean;
  declare readonly cacheTtl?: number;
  declare readonly storeId?: string;
  declare readonly compression: boolean;
  /** Present where there is a snapshot. */
  declare readonly persistenceInterval?: number;
  declare readonly retentionPeriod: number;
  declare readonly neo4j?: Neo4jTuning;
  declare readonly sqlite?: SqliteTuning;
  declare readonly redis?: RedisTuning<Secret>;

  /** Without the defaults, which depend on the backend. */
  readonly #given: StorageConfigInput;

  private constructor(given: StorageConfigInput) {
    Object.assign(this, checked(given));
    this.#given = { ...given };
    Object.freeze(this);
  }

  /** Graphs in this process's memory; with the field `dataPath` they outlive it. */
  static inMemory(further: Further & Pick<StorageConfigInput, 'dataPath'> = {}): StorageConfig {
    return StorageConfig.from({ ...further, backend: 'memory' });
  }

  /** Graphs in a folder of CodePrism's files. */
  static fileBased(dataPath: string, further: Further = {}): StorageConfig {
    return StorageConfig.from({ ...further, backend: 'file', dataPath });
  }

  /** Graphs in an SQLite file. */
  static sqlite(dataPath: string, further: Further = {}): StorageConfig {
    return StorageConfig.from({ ...further, backend: 'sqlite', dataPath });
  }

  /** Graphs in Neo4j. @param connectionString as `connectionString` */
  static neo4j(connectionString: string, further: Further = {}): StorageConfig {
    return StorageConfig.from({ ...further, backend: 'neo4j', connectionString });
  }

  /** Checks a plain object; one that was checked before is given back. */
  static from(config: StorageConfigInput): StorageConfig {
    return config instanceof StorageConfig ? config : new StorageConfig(config);
  }

  /** What follows from it that may not be expected, a sentence each. */
  get notes(): readonly string[] {
    if (!this.compression) return [];
    return [`Compression is on: CodePrism cannot open the files in ${this.dataPath}.`];
  }

  /** The same with some fields changed; `undefined` means the default. */
  with(fields: StorageConfigInput): StorageConfig {
    return StorageConfig.from({ ...this.#given, ...fields });
  }

  /** @param megabytes units of 1,048,576 bytes */
  withCacheSize(megabytes: number): StorageConfig {
    return this.with({ cacheSizeMb: megabytes });
  }

  /** Turned on, CodePrism can no longer open the folder, as {@link notes} says. */
  withCompression(enabled: boolean): StorageConfig {
    return this.with({ compression: enabled });
  }

  withPersistenceInterval(interval: Duration): StorageConfig {
    return this.with({ persistenceInterval: interval });
  }

  withRetentionPeriod(period: Duration): StorageConfig {
    return this.with({ retentionPeriod: period });
  }
}

function checked(config: StorageConfigInput): StorageConfigFields {
  if (!isPlain(config)) {
    const message = `The configuration is ${describe(config)}${notPlain(config)}. Give an object of fields, or use a preset such as StorageConfig.sqlite(file).`;
    throw configError([{ field: '', message }]);
  }
  const parsed = parsedBy(configSchema(), opened(config));
  checkTogether(parsed);
  return completed(parsed);
}

/** Anything else, a promise say, would count as a configuration without fields. */
function isPlain(config: unknown): config is StorageConfigInput {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return false;
  const prototype: unknown = Object.getPrototypeOf(config);
  return prototype === Object.prototype || prototype === null;
}

function notPlain(config: unknown): string {
  return describe(config) === 'an object' ? ' of another class' : '';
}

/** With its secrets as texts, for the schema. */
function opened(config: object): PlainConfig {
  const entries = Object.entries(config).map(([key, value]) => {
    if (value instanceof Secret) return [key, value.reveal()];
    return [key, isPlain(value) ? opened(value) : value];
  });
  return Object.fromEntries(entries);
}
