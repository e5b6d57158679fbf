import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { ClosingLines } from './test/support/closing-lines.ts';
import { EVERYWHERE, SEED } from './vitest.config.ts';

/** What takes longer than a minute: the first part of `npm run test:long`. */
const config: ViteUserConfig = defineConfig({
  test: {
    ...EVERYWHERE,
    reporters: ['default', new ClosingLines(SEED)],
    include: ['test/long/**/*.test.ts'],
    globalSetup: ['test/server/global-setup.ts'],
    maxWorkers: 2,
    testTimeout: 1_800_000,
    hookTimeout: 900_000,
  },
});

export default config;
