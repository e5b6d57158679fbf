import { afterAll, describe, it } from 'vitest';
import { openMemoryCache } from '../../src/backends/memory/index.ts';
import { cacheConformance } from '../../src/conformance/index.ts';

let now = 0;

cacheConformance(
  { describe, it, afterAll },
  {
    name: 'memory cache',
    open: (maxBytes) => openMemoryCache({ maxBytes, clock: () => now }),
    passTime: async (milliseconds) => {
      now += milliseconds;
    },
  },
);
