import type { Runner } from '../runner.ts';
import { CACHE_SPECS } from './specs/index.ts';
import type { CacheTarget } from './target.ts';
import { runTrial } from './trial.ts';

/** Registers, with the given test runner, the proof that a cache backend keeps every promise of `CacheStorage`. */
export function cacheConformance(runner: Runner, target: CacheTarget): void {
  runner.describe(`${target.name} keeps the cache contract`, () => {
    for (const spec of CACHE_SPECS) {
      runner.describe(spec.name, () => {
        spec.define((title, body) => runner.it(title, () => runTrial(target, body), target.timeout), target);
      });
    }
  });
}
