import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { openSqliteCache } from '../../src/backends/sqlite/index.ts';
import { cacheConformance } from '../../src/conformance/index.ts';
import type { CacheStorage } from '../../src/storage/index.ts';
import { memoryFolder } from '../server/memory-folder.ts';

const folder = mkdtempSync(join(await memoryFolder(), 'codeprism-sqlite-cache-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = new WeakMap<CacheStorage, string>();
let opened = 0;
let now = 1_700_000_000_000;

async function open(file: string, maxBytes?: number): Promise<CacheStorage> {
  const cache = await openSqliteCache({ file, maxBytes, clock: () => now, busyTimeoutMilliseconds: 60_000 });
  files.set(cache, file);
  return cache;
}

cacheConformance(
  { describe, it, afterAll },
  {
    name: 'sqlite cache',
    open: (maxBytes) => open(join(folder, `${++opened}.db`), maxBytes),
    reopen: (cache) => open(files.get(cache) ?? ''),
    passTime: async (milliseconds) => {
      now += milliseconds;
    },
  },
);
