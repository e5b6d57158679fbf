import { defineConfig, type ViteUserConfig } from 'vitest/config';

/**
 * Three projects: `unit` needs nothing, `conformance` runs the exported suite on the embedded backends, and
 * `integration` is everything that talks to a real Neo4j, which its global setup finds or starts.
 */
const config: ViteUserConfig = defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts', 'test/proxy/**/*.test.ts'] } },
      { test: { name: 'conformance', include: ['test/conformance/**/*.test.ts'] } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts', 'test/browser/**/*.test.ts'],
          globalSetup: ['test/server/global-setup.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

export default config;
