import type { PathOptions } from '../../storage/index.ts';

/** The path that has to be found: `a -CALLS> b -READS> c`; `undefined` for none. */
export interface PathCase {
  readonly promise: string;
  /** As for walks. */
  readonly edges: string;
  /** Ids that are only ends of edges. */
  readonly unstored?: string;
  readonly ask: readonly [from: string, to: string, options?: PathOptions];
  readonly found: string | undefined;
}

const BOTH: PathOptions = { edgeKinds: ['READS', 'CALLS'] };

/** Paths that are asked for, and the one that is answered. */
export const PATH_CASES: readonly PathCase[] = [
  { promise: 'one edge', edges: 'a>b', ask: ['a', 'b'], found: 'a -CALLS> b' },
  { promise: 'no path against edges', edges: 'a>b', ask: ['b', 'a'], found: undefined },
  { promise: 'no path where there is none', edges: 'a>b c>d', ask: ['a', 'd'], found: undefined },
  {
    promise: 'the fewest steps where ways differ',
    edges: 'a>b b>c c>d a>x x>d',
    ask: ['a', 'd'],
    found: 'a -CALLS> x -CALLS> d',
  },
  {
    promise: 'the least by its ids of equally short ones',
    edges: 'a>z a>b a>m z>y b>w m>c w>e y>e c>e',
    ask: ['a', 'e'],
    found: 'a -CALLS> b -CALLS> w -CALLS> e',
  },
  {
    promise: 'the least id by code point, not by UTF-16 unit',
    edges: 'a>\u{1F600} a>\uFF5E \u{1F600}>e \uFF5E>e',
    ask: ['a', 'e'],
    found: 'a -CALLS> \uFF5E -CALLS> e',
  },
  {
    promise: 'the least kind between the same nodes',
    edges: 'a-READS>b a>b b-READS>c',
    ask: ['a', 'c', BOTH],
    found: 'a -CALLS> b -READS> c',
  },
  {
    promise: 'the least ids before the least kinds',
    edges: 'a-READS>b b-READS>d a>c c>d',
    ask: ['a', 'd', BOTH],
    found: 'a -READS> b -READS> d',
  },
  { promise: 'calls only, unless asked otherwise', edges: 'a-READS>b', ask: ['a', 'b'], found: undefined },
  { promise: 'a self loop', edges: 'a>a a>b b>a', ask: ['a', 'a'], found: 'a -CALLS> a' },
  {
    promise: 'the shortest cycle from a node to itself',
    edges: 'a>b b>c c>a c>d d>a b>d',
    ask: ['a', 'a'],
    found: 'a -CALLS> b -CALLS> c -CALLS> a',
  },
  { promise: 'no path of no steps', edges: 'a>b', ask: ['a', 'a'], found: undefined },
  {
    promise: 'a path as long as the depth',
    edges: 'a>b b>c',
    ask: ['a', 'c', { depth: 2 }],
    found: 'a -CALLS> b -CALLS> c',
  },
  {
    promise: 'no path longer than the depth',
    edges: 'a>b b>c',
    ask: ['a', 'c', { depth: 1 }],
    found: undefined,
  },
  {
    promise: 'a path through an end that is not stored',
    edges: 'a>x x>b',
    unstored: 'x',
    ask: ['a', 'b'],
    found: 'a -CALLS> x -CALLS> b',
  },
];
