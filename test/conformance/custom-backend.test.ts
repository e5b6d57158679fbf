import { afterAll, describe, it } from 'vitest';
import { MapStore, openKeyValueStore } from '../../examples/custom-backend/index.ts';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { conformance } from '../../src/conformance/index.ts';

const values = new MapStore();
const open = () => openKeyValueStore(values);

conformance(
  { describe, it, afterAll, skip: it.skip },
  {
    name: 'the example of a custom backend',
    open,
    reopen: open,
    reference: () => openMemoryStore(),
    capabilities: { sharedData: true },
    timeout: 300_000,
  },
);
