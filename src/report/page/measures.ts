import type { Place } from './places.ts';

/** What a place can be coloured by. */
export interface Measure {
  readonly title: string;
  /** What a share of 0 and of 1 mean. */
  readonly means: string;
  /** 0 to 1; `undefined` where there is nothing to have a share of. */
  share(place: Place): number | undefined;
}

/** Colours of the map, by the name that the page's style has for them. */
export const MEASURES: Readonly<Record<'dead' | 'coupling' | 'tests', Measure>> = {
  dead: {
    title: 'Dead share',
    means: 'how many of its functions, methods and classes no entry point reaches',
    share: ({ dead, judged }) => (judged === 0 ? undefined : dead / judged),
  },
  coupling: {
    title: 'Coupling',
    means: 'how many of its edges lead out of it or into it from elsewhere in the repository',
    share: ({ across, inside }) => (across + inside === 0 ? undefined : across / (across + inside)),
  },
  tests: {
    title: 'Test reach',
    means: 'to how many of its functions, methods and classes a test leads, over any number of edges',
    share: ({ reached, judged }) => (judged === 0 ? undefined : reached / judged),
  },
};

/** The number of steps of colour, from 0 up. */
export const STEPS = 6;

/** The step of a share: 0 for none at all, the last for more than four fifths. */
export function stepOf(share: number | undefined): number | undefined {
  return share === undefined ? undefined : Math.ceil(share * (STEPS - 1));
}
