import { afterAll, describe, inject, it } from 'vitest';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import { conformance, type SpecName } from '../../src/conformance/index.ts';
import { SPECS } from '../../src/conformance/specs/index.ts';
import type { GraphStore } from '../../src/storage/index.ts';

const { uri, username, password, database } = inject('neo4j');

/** Asks so many questions about so many small graphs that their round trips would take minutes. */
const SMALL_GRAPHS: SpecName = 'random-edits';

/** Small batches, so that the suite's small graphs take several. */
const server = { uri, username, password, database, batchRows: 700 };

const targets = [
  {
    name: 'neo4j',
    options: { ...server, wholeGraphRows: 0 },
    specs: SPECS.map(({ name }) => name).filter((name) => name !== SMALL_GRAPHS),
  },
  {
    name: 'neo4j, small graphs read whole,',
    options: server,
    specs: [SMALL_GRAPHS],
  },
];

for (const { name, options, specs } of targets) {
  const open = (): Promise<GraphStore> => openNeo4jStore(options);
  conformance(
    { describe, it, afterAll, skip: it.skip },
    {
      name,
      open,
      reopen: open,
      reference: () => openMemoryStore(),
      capabilities: { sharedData: true },
      timeout: 900_000,
      specs,
    },
  );
}
