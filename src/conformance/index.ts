import type { Runner } from './runner.ts';
import { SPECS } from './specs/index.ts';
import type { OptOut, Target } from './target.ts';
import { type Spec, type TrialBody, Trials } from './trial.ts';

export { cacheConformance } from './cache/index.ts';
export type { CacheTarget } from './cache/target.ts';
export type { Runner } from './runner.ts';
export type { Capabilities, OptOut, SpecName, Target } from './target.ts';

/**
 * Registers, with the given test runner, the proof that a backend keeps every promise of
 * `GraphStorage`, `GraphQueries` and `AnalysisStorage`. Repositories are made under random
 * names and deleted again; others in the store are left alone.
 * @throws `Error` if an opt-out names no test of the suite
 */
export function conformance(runner: Runner, target: Target): void {
  const trials = new Trials(target, runner.afterAll !== undefined);
  const tests = SPECS.flatMap((spec) => testsOf(spec, target));
  checkOptOuts(tests, target);
  runner.describe(`${target.name} keeps the storage contract`, () => {
    for (const spec of SPECS) {
      if (target.specs !== undefined && !target.specs.includes(spec.name)) continue;
      runner.describe(spec.name, () => {
        for (const test of tests) if (test.spec === spec) register(test, runner, target, trials);
      });
    }
    runner.afterAll?.(() => trials.close(), target.timeout);
  });
}

interface DefinedTest {
  readonly spec: Spec;
  readonly title: string;
  readonly body: TrialBody;
}

function testsOf(spec: Spec, target: Target): DefinedTest[] {
  const tests: DefinedTest[] = [];
  spec.define((title, body) => tests.push({ spec, title, body }), target);
  return tests;
}

function fits(optOut: OptOut, test: DefinedTest): boolean {
  return optOut.spec === test.spec.name && (optOut.test ?? test.title) === test.title;
}

/** A misspelt opt-out, or one whose test is gone, would otherwise stay unnoticed. */
function checkOptOuts(tests: readonly DefinedTest[], target: Target): void {
  for (const optOut of target.optOuts ?? []) {
    if (!tests.some((test) => fits(optOut, test))) {
      throw new Error(`No test fits the opt-out ${JSON.stringify(optOut)}.`);
    }
  }
}

function register(test: DefinedTest, runner: Runner, target: Target, trials: Trials): void {
  const optOut = target.optOuts?.find((candidate) => fits(candidate, test));
  const run = (): Promise<void> => trials.run(test.body);
  if (optOut === undefined) {
    runner.it(test.title, run, target.timeout);
    return;
  }
  const title = `${test.title} (not promised by ${target.name}: ${optOut.reason})`;
  if (runner.skip !== undefined) runner.skip(title, run);
  else runner.it(title, () => Promise.resolve());
}
