import type { Bench } from '../bench.ts';
import type { Row } from '../rows.ts';

/** A part of the benchmark that can be asked for by name. */
export interface Section {
  readonly name: string;
  /** What it measures, for `--help`. */
  readonly description: string;
  run(bench: Bench): Promise<readonly Row[]>;
}
