import { afterAll, describe, it } from 'vitest';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { conformance } from '../../src/conformance/index.ts';

conformance({ describe, it, afterAll, skip: it.skip }, { name: 'memory', open: () => openMemoryStore() });
