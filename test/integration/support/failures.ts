import { createServer, type Server } from 'node:net';
import { inspect } from 'node:util';
import { expect } from 'vitest';
import { StorageError, type StorageErrorCode } from '../../../src/errors/index.ts';

/** To be found nowhere in what an error shows. */
export const SECRET = 'hunter2-sesame-8f3a';

/**
 * The error an operation fails with: of the given code, and without the
 * secret anywhere in it, its causes included.
 */
export async function failure(operation: Promise<unknown>, code: StorageErrorCode): Promise<StorageError> {
  const error = await operation.then(
    () => expect.fail(`should have failed with ${code}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof StorageError)) throw error;
  expect(error.code, error.message).toBe(code);
  expect(everythingIn(error)).not.toContain(SECRET);
  return error;
}

function everythingIn(error: StorageError): string {
  let shown = inspect(error, { depth: 20, showHidden: true, getters: true });
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    shown += `${cause.message} ${cause.stack} ${JSON.stringify(cause)} ${JSON.stringify(Object.entries(cause))}`;
  }
  return shown + JSON.stringify(error.context);
}

/** Accepts connections on the loopback address and never says a word. */
export async function silentServer(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const sockets = new Set<{ destroy(): unknown }>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  const port = await listening(server);
  return {
    port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return closed(server);
    },
  };
}

/** A port of the loopback address on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await closed(server);
  return port;
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('No port was given.'));
      else resolve(address.port);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
