import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { openSqliteStore } from '../../src/backends/sqlite/index.ts';
import { conformance } from '../../src/conformance/index.ts';
import { memoryFolder } from '../server/memory-folder.ts';

const directory = mkdtempSync(join(await memoryFolder(), 'codeprism-conformance-'));
const file = join(directory, 'graph.db');
afterAll(() => rmSync(directory, { recursive: true, force: true }));

conformance(
  { describe, it, afterAll, skip: it.skip },
  {
    name: 'sqlite',
    open: () => openSqliteStore({ file }),
    reopen: () => openSqliteStore({ file }),
    reference: () => openMemoryStore(),
    capabilities: { sharedData: true },
    timeout: 300_000,
  },
);
