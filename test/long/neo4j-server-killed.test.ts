import { afterAll, beforeAll, describe, test } from 'vitest';
import { KilledServer } from '../integration/support/server-killed.ts';
import { type LocalServer, startTestServer } from '../server/index.ts';

let server: LocalServer;
beforeAll(async () => {
  server = await startTestServer({ heap: '1g', pageCache: '64m' });
}, 150_000);
afterAll(() => server?.stop());

describe('when the server is killed after any commit of any write, the old graph is there or the new', () => {
  test.each(['hold answer', 'hold request'] as const)('%s', { timeout: 600_000 }, async (how) => {
    const killed = new KilledServer(server);
    await killed.holdWrites(how, 60);
    if (how === 'hold request') await killed.release();
    await killed.killAndStart();
    await killed.isWhole();
  });
});
