import { StorageError } from '../errors/index.ts';
import { NEO4J_SCHEMES, type ParsedUrl, parseStoreUrl } from './store-url.ts';

/** Where a store is kept when nothing says otherwise and SQLite can be used. */
export const DEFAULT_STORE = 'sqlite:.codeprism/graph.db';
/** Where it is kept when SQLite cannot be used. */
export const DEFAULT_FILE_STORE = 'file:.codeprism/graphs';

/** What may name a store. An `undefined` or empty environment variable counts as absent. */
export interface StoreSettings {
  /**
   * `memory:`, `file:DIR`, `sqlite:FILE`, `neo4j://…`, `bolt://…`; see
   * {@link resolveStore} for what stands in for it.
   */
  readonly url?: string | undefined;
  /** For Neo4j only. */
  readonly username?: string | undefined;
  /** For Neo4j only. */
  readonly password?: string | undefined;
  /** For Neo4j only. Default `neo4j`. */
  readonly database?: string | undefined;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Whether SQLite can be loaded, on which the embedded default depends. Default `false`. */
  readonly hasSqlite?: boolean | undefined;
}

/**
 * One store, fully named. The Neo4j form holds the password: show it to people with {@link describeStore}.
 */
export type ResolvedStore =
  | { readonly kind: 'memory' }
  | { readonly kind: 'file'; readonly directory: string }
  | { readonly kind: 'sqlite'; readonly file: string }
  | {
      readonly kind: 'neo4j';
      /** Without credentials and database. */
      readonly uri: string;
      readonly username?: string;
      readonly password?: string;
      readonly database?: string;
    };

/**
 * Which store is meant. An explicit option wins over what the URL says, the URL over the
 * environment (`CODEPRISM_STORE`, then `NEO4J_URI`, both completed by `NEO4J_USERNAME`,
 * `NEO4J_PASSWORD` and `NEO4J_DATABASE`), and without any it is {@link DEFAULT_STORE}, or
 * {@link DEFAULT_FILE_STORE} without SQLite. A password without a user name is that of `neo4j`,
 * Neo4j's first user. Pure: it reads nothing but its argument.
 * @throws `CONFIG_INVALID` for a URL or option that is wrong
 */
export function resolveStore(settings: StoreSettings = {}): ResolvedStore {
  const env = (name: string): string | undefined => settings.env?.[name] || undefined;
  const parsed = parsedUrl(settings, env);
  if (parsed.kind !== 'neo4j') {
    refuseNeo4jOptions(settings, parsed.kind);
    return parsed;
  }
  const password = settings.password ?? parsed.password ?? env('NEO4J_PASSWORD');
  const username =
    settings.username ??
    parsed.username ??
    env('NEO4J_USERNAME') ??
    (password === undefined ? undefined : 'neo4j');
  const database = settings.database ?? parsed.database ?? env('NEO4J_DATABASE');
  return {
    kind: 'neo4j',
    uri: parsed.uri,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(database !== undefined && { database }),
  };
}

/** Whether the URL or the environment names a store, so that no default is needed. */
export function isStoreNamed({ url, env }: StoreSettings): boolean {
  return url !== undefined || Boolean(env?.CODEPRISM_STORE) || Boolean(env?.NEO4J_URI);
}

/** A store in one line for people and logs, without password and without URL parameters. */
export function describeStore(store: ResolvedStore): string {
  if (store.kind === 'memory') return 'memory:';
  if (store.kind === 'file') return `file:${store.directory}`;
  if (store.kind === 'sqlite') return `sqlite:${store.file}`;
  const user = store.username === undefined ? '' : ` as ${store.username}`;
  const database = store.database === undefined ? '' : `/${store.database}`;
  return `${store.uri.replace(/\?.*$/, '')}${database}${user}`;
}

function parsedUrl(
  { url, hasSqlite = false }: StoreSettings,
  env: (name: string) => string | undefined,
): ParsedUrl {
  const home = env('HOME') ?? env('USERPROFILE');
  if (url !== undefined) return parseStoreUrl(url, 'The store URL', home);
  const store = env('CODEPRISM_STORE');
  if (store !== undefined) return parseStoreUrl(store, 'The store URL in CODEPRISM_STORE', home);
  const uri = env('NEO4J_URI');
  if (uri === undefined) {
    return parseStoreUrl(hasSqlite ? DEFAULT_STORE : DEFAULT_FILE_STORE, 'The default store URL', home);
  }
  const parsed = parseStoreUrl(uri, 'The store URL in NEO4J_URI', home);
  if (parsed.kind === 'neo4j') return parsed;
  throw new StorageError(
    'CONFIG_INVALID',
    `The store URL in NEO4J_URI names no Neo4j server. Give one of ${NEO4J_SCHEMES.join(', ')}, or use CODEPRISM_STORE.`,
  );
}

/** An option that could have no effect is refused, so that nobody believes it had one. */
function refuseNeo4jOptions(settings: StoreSettings, kind: string): void {
  for (const option of ['username', 'password', 'database'] as const) {
    if (settings[option] === undefined) continue;
    throw new StorageError(
      'CONFIG_INVALID',
      `Option ${option} is for Neo4j only, but the store is ${kind}:. Leave it out, or name a server such as neo4j://localhost:7687.`,
      { context: { option } },
    );
  }
}
