import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { openFileStore } from '../../src/backends/file/index.ts';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { conformance } from '../../src/conformance/index.ts';

const directory = mkdtempSync(join(tmpdir(), 'codeprism-conformance-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

conformance(
  { describe, it, afterAll, skip: it.skip },
  {
    name: 'file',
    open: () => openFileStore({ directory }),
    reopen: () => openFileStore({ directory }),
    reference: () => openMemoryStore(),
    timeout: 30_000,
  },
);
