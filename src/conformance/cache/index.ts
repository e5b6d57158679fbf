import type { Runner } from '../runner.ts';
import { CACHE_SPECS } from './specs/index.ts';
import type { CacheTarget } from './target.ts';
import { type CacheTrialBody, runTrial } from './trial.ts';

/**
 * Registers, with the given test runner, the proof that a cache
 * backend keeps every promise of `CacheStorage`.
 */
export function cacheConformance(runner: Runner, target: CacheTarget): void {
  runner.describe(`${target.name} keeps the cache contract`, () => {
    for (const spec of CACHE_SPECS) {
      const tests: [title: string, body: CacheTrialBody][] = [];
      spec.define((title, body) => tests.push([title, body]), target);
      // Runners take a group without tests for a mistake.
      if (tests.length === 0) continue;
      runner.describe(spec.name, () => {
        for (const [title, body] of tests) runner.it(title, () => runTrial(target, body), target.timeout);
      });
    }
  });
}
