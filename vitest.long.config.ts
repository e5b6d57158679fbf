import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** What takes longer than a minute: `npm run test:long`. */
const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/long/**/*.test.ts'],
    globalSetup: ['test/server/global-setup.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});

export default config;
