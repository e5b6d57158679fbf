import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import type { DriverName } from '../../src/backends/sqlite/driver/driver.ts';
import { loadDriver } from '../../src/backends/sqlite/driver/load-driver.ts';
import { openSqliteStore } from '../../src/backends/sqlite/index.ts';
import { conformance } from '../../src/conformance/index.ts';
import { memoryFolder } from '../server/memory-folder.ts';

const directory = mkdtempSync(join(await memoryFolder(), 'codeprism-conformance-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** This Node's own SQLite may be none. */
const drivers = new Set<DriverName>(['libsql', (await loadDriver()).name]);

for (const driver of drivers) {
  const options = { file: join(directory, `${driver.replace(':', '-')}.db`), driver };
  conformance(
    { describe, it, afterAll, skip: it.skip },
    {
      name: `sqlite by ${driver}`,
      open: () => openSqliteStore(options),
      reopen: () => openSqliteStore(options),
      reference: () => openMemoryStore(),
      capabilities: { sharedData: true },
      timeout: 300_000,
    },
  );
}
