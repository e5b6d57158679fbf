import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../../src/index.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-store-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('opens what the URL names', async () => {
  const memory = await openStore('memory:');
  expect(memory.backend).toBe('memory');
  await memory.close();
  const file = await openStore(`file:${folder}`);
  expect(file.backend).toBe('file');
  expect(await file.graph.listRepositories()).toEqual([]);
  await file.close();
  const sqlite = await openStore(`sqlite:${join(folder, 'graph.db')}`);
  expect(sqlite.backend).toBe('sqlite');
  await sqlite.close();
});

test('opens what the environment names', async () => {
  const store = await openStore(undefined, { env: { CODEPRISM_STORE: 'memory:' } });
  expect(store.backend).toBe('memory');
  await store.close();
});

test('a user name without a password is refused before anything is sent', async () => {
  const opening = openStore('bolt://127.0.0.1:1', { username: 'me', env: {} });
  await expect(opening).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringContaining('NEO4J_PASSWORD'),
  });
});
