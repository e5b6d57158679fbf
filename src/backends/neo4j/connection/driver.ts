import neo4j, { type Driver } from 'neo4j-driver';
import { StorageError } from '../../../errors/index.ts';
import type { Neo4jSettings } from '../options.ts';

const SCHEMES = /^(?:neo4j|bolt)(?:\+s|\+ssc)?:$/;

/** The one driver of a store, for all its databases. It connects when it is first used. */
export function driverFor(settings: Neo4jSettings): Driver {
  return neo4j.driver(settings.uri, authOf(settings), {
    disableLosslessIntegers: true,
    telemetryDisabled: true,
    // Retries are ours: the driver's begin after a whole second.
    maxTransactionRetryTime: 0,
    connectionTimeout: settings.connectSeconds * 1_000,
    connectionAcquisitionTimeout: Math.max(settings.connectSeconds, settings.retrySeconds) * 1_000,
    userAgent: 'codeprism-neo4j',
  });
}

/** The scheme, host and port of a URI, without credentials, path or options. @throws `CONFIG_INVALID` */
export function addressOf(uri: string): string {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (url !== undefined && SCHEMES.test(url.protocol)) return `${url.protocol}//${url.host}`;
  // The text itself may hold a password, so it is not repeated.
  throw new StorageError(
    'CONFIG_INVALID',
    'The Neo4j URI is none. Give one such as bolt://127.0.0.1:7687 or neo4j+s://host.',
  );
}

function authOf(settings: Neo4jSettings): ReturnType<typeof neo4j.auth.basic> | undefined {
  return settings.password === undefined ? undefined : neo4j.auth.basic(settings.username, settings.password);
}
