import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { ClosingLines } from './test/support/closing-lines.ts';
import { LongestFirst } from './test/support/longest-first.ts';

const CORES = availableParallelism();
/** What all random examples of this run follow from. */
export const SEED: string = process.env.TEST_SEED || String(randomInt(2 ** 31));
/** Options of every project, of `npm run test:long` too. */
export const EVERYWHERE: Pick<NonNullable<ViteUserConfig['test']>, 'env' | 'setupFiles'> = {
  env: { TEST_SEED: SEED },
  setupFiles: ['test/support/seed.ts'],
};
/** Needs no server. These files share what a worker has loaded, so each leaves the process as it was. */
const EMBEDDED = {
  ...EVERYWHERE,
  isolate: false,
  maxWorkers: CORES,
  sequence: { groupOrder: 2 },
  testTimeout: 300_000,
  hookTimeout: 300_000,
};

/**
 * `unit` needs nothing, `conformance` runs the exported suite on the embedded backends, and `integration` is everything
 * that talks to a real Neo4j, which its global setup finds or starts: its files run side by side against that one
 * server (test/README.md says how to write one).
 */
const config: ViteUserConfig = defineConfig({
  test: {
    reporters: ['default', new ClosingLines(SEED)],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...EVERYWHERE,
          name: 'integration',
          include: ['test/integration/**/*.test.ts', 'test/browser/**/*.test.ts'],
          globalSetup: ['test/server/global-setup.ts', 'test/support/built-page.ts'],
          // One more than there are cores, for each waits for the server now and then.
          maxWorkers: CORES + 1,
          sequence: { groupOrder: 1 },
          // For a machine that is busy with other things; what is to be quick is measured in bench/.
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
      {
        test: {
          ...EMBEDDED,
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/proxy/**/*.test.ts'],
          // Tests run the sources, and `report` needs its page as they have it.
          globalSetup: ['test/support/built-page.ts'],
        },
      },
      { test: { ...EMBEDDED, name: 'conformance', include: ['test/conformance/**/*.test.ts'] } },
    ],
  },
});

export default config;
