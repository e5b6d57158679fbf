import type { Bench, LocalBench } from '../bench.ts';
import type { Row } from '../rows.ts';

/** A part of the benchmark that can be asked for by name. */
export interface Section<Needed extends LocalBench = Bench> {
  readonly name: string;
  /** What it measures, for `--help`. */
  readonly description: string;
  run(bench: Needed): Promise<readonly Row[]>;
}

/** One that needs no server. */
export interface LocalSection extends Section<LocalBench> {
  readonly isLocal: true;
}
