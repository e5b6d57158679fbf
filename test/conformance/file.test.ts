import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { openFileStore } from '../../src/backends/file/index.ts';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { conformance } from '../../src/conformance/index.ts';
import { memoryFolder } from '../server/memory-folder.ts';

const folder = mkdtempSync(join(await memoryFolder(), 'codeprism-conformance-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

for (const compression of [false, true]) {
  const name = compression ? 'file, compressed' : 'file';
  const open = () => openFileStore({ directory: join(folder, name), compression });
  conformance(
    { describe, it, afterAll, skip: it.skip },
    { name, open, reopen: open, reference: () => openMemoryStore(), timeout: 300_000 },
  );
}
