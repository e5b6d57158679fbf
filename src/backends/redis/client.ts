import { StorageError } from '../../errors/index.ts';
import type { RedisAddress } from './address.ts';
import type { RedisSettings } from './options.ts';

/** What is needed of the official client: one connection that is never made anew by itself. */
export interface RedisClient {
  connect(): Promise<unknown>;
  /** Texts in answers are bytes. */
  command(...words: readonly (string | Buffer)[]): Promise<unknown>;
  /** Whether the server answers with an error, which leaves the connection as it is. */
  isReply(error: unknown): error is Error;
  /** At once; what waits for an answer fails. */
  destroy(): void;
}

/**
 * Makes a client that is not connected yet.
 * @param onLost called when its connection breaks
 */
export type ClientFactory = (onLost: () => void) => RedisClient;

/** @throws `UNSUPPORTED` where the optional package is not installed */
export async function clientFactory(address: RedisAddress, settings: RedisSettings): Promise<ClientFactory> {
  const { createClient, RESP_TYPES, ErrorReply } = await loadPackage();
  const { host, port, tls, database, username, password } = address;
  const socket = {
    host,
    port,
    connectTimeout: settings.connectTimeoutMs,
    // Its waits cannot be ended, and would keep the process alive after close.
    reconnectStrategy: false,
  } as const;
  return (onLost) => {
    const client = createClient({
      socket: tls ? { ...socket, tls } : socket,
      database,
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password }),
      disableOfflineQueue: true,
      maintNotifications: 'disabled',
    });
    client.on('error', onLost);
    const bytes = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
    return {
      connect: () => client.connect(),
      command: (...words) => bytes.sendCommand([...words]),
      isReply: (error): error is Error => error instanceof ErrorReply,
      destroy: () => client.destroy(),
    };
  };
}

async function loadPackage(): Promise<typeof import('redis')> {
  try {
    return await import('redis');
  } catch (cause) {
    throw new StorageError(
      'UNSUPPORTED',
      'The package redis is not installed, and a Redis cache needs it. Run: npm install redis@6',
      { backend: 'redis', cause },
    );
  }
}
