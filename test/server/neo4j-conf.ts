import { join } from 'node:path';
import { LOOPBACK } from './free-port.ts';

/** What a person or a test may want to be different about a server. */
export interface ServerSettings {
  /** Databases that refuse writes; `true` is the default database. */
  readonly readOnly?: boolean | readonly string[] | undefined;
  /** Java heap as `-Xmx` takes it; default `2g`. */
  readonly heap?: string | undefined;
  /** Page cache in Neo4j's notation; default `512m`. */
  readonly pageCache?: string | undefined;
  /** Further arguments for `java`. */
  readonly javaFlags?: readonly string[] | undefined;
  /** How it is spoken to; default `bolt`. What encrypts it is given in `conf`. */
  readonly scheme?: 'bolt' | 'bolt+ssc' | undefined;
  /** Further lines of `neo4j.conf`, which win over the ones made here. */
  readonly conf?: Readonly<Record<string, string>> | undefined;
}

/**
 * The text of a `neo4j.conf` that listens on the loopback address
 * alone, asks for a password and phones nobody.
 */
export function neo4jConf(
  home: string,
  ports: { readonly bolt: number; readonly http: number },
  settings: ServerSettings = {},
): string {
  const readOnly = settings.readOnly === true ? ['neo4j'] : settings.readOnly || [];
  const conf: Record<string, string> = {
    'server.default_listen_address': LOOPBACK,
    'server.default_advertised_address': LOOPBACK,
    'server.bolt.listen_address': `${LOOPBACK}:${ports.bolt}`,
    'server.bolt.advertised_address': `${LOOPBACK}:${ports.bolt}`,
    'server.http.enabled': 'true',
    'server.http.listen_address': `${LOOPBACK}:${ports.http}`,
    'server.http.advertised_address': `${LOOPBACK}:${ports.http}`,
    'server.https.enabled': 'false',
    'server.directories.data': join(home, 'data'),
    'server.directories.logs': join(home, 'logs'),
    'server.memory.pagecache.size': settings.pageCache ?? '512m',
    'dbms.security.auth_enabled': 'true',
    // Tests give wrong passwords on purpose; after three the server would lock out the right one too.
    'dbms.security.auth_max_failed_attempts': '0',
    'dbms.usage_report.enabled': 'false',
    'client.allow_telemetry': 'false',
    // Else each stop would wait ten seconds for connections that nobody opens any more.
    'internal.dbms.bolt.netty_server_shutdown_quiet_period': '0',
    ...(readOnly.length > 0 && { 'server.databases.read_only': readOnly.join(',') }),
    ...settings.conf,
  };
  return Object.entries(conf)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
