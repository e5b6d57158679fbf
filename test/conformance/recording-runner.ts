import type { Runner } from '../../src/conformance/index.ts';

export interface RecordedTest {
  /** The titles of the describes around it, the outermost first. */
  readonly path: readonly string[];
  readonly title: string;
  readonly skipped: boolean;
  readonly body: () => Promise<void>;
}

export interface RecordedResult {
  readonly spec: string;
  readonly title: string;
  readonly error: unknown;
}

/** A test runner that only collects; `run` then runs all of it in order, its tests stopped by nothing. */
export class RecordingRunner implements Runner {
  readonly tests: RecordedTest[] = [];
  readonly #path: string[] = [];

  describe(name: string, body: () => void): void {
    this.#path.push(name);
    body();
    this.#path.pop();
  }

  it(title: string, body: () => Promise<void>): void {
    this.#record(title, body, false);
  }

  skip(title: string, body: () => Promise<void>): void {
    this.#record(title, body, true);
  }

  /** The tests that failed. */
  async run(): Promise<RecordedResult[]> {
    const failures: RecordedResult[] = [];
    for (const { path, title, skipped, body } of this.tests) {
      if (skipped) continue;
      try {
        await body();
      } catch (error) {
        failures.push({ spec: path.at(-1) ?? '', title, error });
      }
    }
    return failures;
  }

  #record(title: string, body: () => Promise<void>, skipped: boolean): void {
    this.tests.push({ path: [...this.#path], title, skipped, body });
  }
}
