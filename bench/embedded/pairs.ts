import type { LocalBench } from '../bench.ts';
import { compete, mapOutcome, type Outcome } from '../compete.ts';
import { BuildChild } from './in-child.ts';
import type { Cost, EmbeddedJob } from './job.ts';

/** What the rows of this section share: two builds, and programs that run jobs with them. */
export interface Sides {
  readonly bench: LocalBench;
  readonly folder: string;
  readonly builds: { readonly own: string; readonly earlier: string };
  readonly program: string;
  readonly costProgram: string;
}

/**
 * Runs two jobs in turns, each build in a process of its own, which
 * is warm after a round that does not count.
 */
export async function pairs(
  { bench, program, costProgram, builds }: Sides,
  what: string,
  jobs: { readonly own: EmbeddedJob; readonly other: EmbeddedJob },
): Promise<{ readonly own: Outcome<readonly Cost[]>; readonly other: Outcome<readonly Cost[]> }> {
  const open = (): { readonly own: BuildChild; readonly other: BuildChild } => ({
    own: new BuildChild(program, builds.own, costProgram),
    other: new BuildChild(program, builds.earlier, costProgram),
  });
  bench.say(`embedded: ${what}`);
  // What is imported once is there.
  const isFresh = jobs.own.do === 'import';
  let children = open();
  const perform = async (which: 'own' | 'other'): Promise<readonly Cost[]> => {
    if (!isFresh) return children[which].perform(jobs[which]);
    close(children);
    children = open();
    return children[which].perform(jobs[which]);
  };
  try {
    return await compete(
      { own: () => perform('own'), other: () => perform('other') },
      { rounds: bench.rounds, onTurn: () => {} },
    );
  } finally {
    close(children);
  }
}

function close(children: { readonly own: BuildChild; readonly other: BuildChild }): void {
  children.own[Symbol.dispose]();
  children.other[Symbol.dispose]();
}

/** One side of a row: what a step of its jobs took. */
export function side(
  { bench }: Sides,
  name: string,
  outcome: Outcome<readonly Cost[]>,
  step = 0,
): { readonly name: string; readonly outcome: Outcome<number> } {
  return {
    name,
    outcome: mapOutcome(outcome, (costs) => {
      const cost = costs[step];
      return (bench.byProcessor ? cost?.processor : cost?.seconds) ?? Number.NaN;
    }),
  };
}
