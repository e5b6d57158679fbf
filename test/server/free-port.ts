import { createServer } from 'node:net';

/** The address every server started here listens on. */
export const LOOPBACK = '127.0.0.1';

/** A port that is free at the loopback address now: `wanted` if it is, else any. */
export async function freePort(wanted = 0): Promise<number> {
  const port = (await listenOnce(wanted)) ?? (await listenOnce(0));
  if (port === undefined) throw new Error(`No free port at ${LOOPBACK}`);
  return port;
}

/** Two different free ports, for Bolt and HTTP. */
export async function freePorts(bolt?: number, http?: number): Promise<{ bolt: number; http: number }> {
  const first = bolt ?? (await freePort());
  let second = http ?? (await freePort());
  while (second === first) second = await freePort();
  return { bolt: first, http: second };
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => resolve(taken));
    });
  });
}
