import { afterAll, describe, inject, it } from 'vitest';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import { conformance } from '../../src/conformance/index.ts';
import type { GraphStore } from '../../src/storage/index.ts';

const { uri, username, password, database } = inject('neo4j');

/** Small batches, so that the suite's small graphs take several. */
const open = (): Promise<GraphStore> => openNeo4jStore({ uri, username, password, database, batchRows: 700 });

conformance(
  { describe, it, afterAll, skip: it.skip },
  {
    name: 'neo4j',
    open,
    reopen: open,
    reference: () => openMemoryStore(),
    capabilities: { sharedData: true },
    timeout: 60_000,
  },
);
