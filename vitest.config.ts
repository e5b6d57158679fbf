import { availableParallelism } from 'node:os';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

const CORES = availableParallelism();

/**
 * `unit` needs nothing, `conformance` runs the exported suite on the embedded backends, and `integration` is everything
 * that talks to a real Neo4j, which its global setup finds or starts: its files run side by side against that one
 * server (test/README.md says how to write one).
 */
const config: ViteUserConfig = defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts', 'test/browser/**/*.test.ts'],
          globalSetup: ['test/server/global-setup.ts'],
          // One more than there are cores, for each waits for the server now and then.
          maxWorkers: CORES + 1,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/proxy/**/*.test.ts'],
          maxWorkers: CORES,
          sequence: { groupOrder: 2 },
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          maxWorkers: CORES,
          sequence: { groupOrder: 2 },
          testTimeout: 30_000,
        },
      },
    ],
  },
});

export default config;
