import { afterAll, beforeAll, test } from 'vitest';
import { type LocalServer, startTestServer } from '../server/index.ts';
import { KilledServer } from './support/server-killed.ts';

let server: LocalServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());

test('when the server is killed between the commits of writes of every sort, each repository holds its old graph or its new, and nothing else is left', async () => {
  const killed = new KilledServer(server);
  await killed.holdWrites('hold answer', 3);
  await killed.killAndStart();
  await killed.isWhole();
});
