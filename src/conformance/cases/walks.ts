import type { CallOptions, WalkDirection } from '../../storage/index.ts';

const ALL = Number.POSITIVE_INFINITY;

/** What a walk has to find: `id@distance`, in order. */
export interface WalkCase {
  readonly promise: string;
  /** `a>b` is a call; `a-KIND>b` an edge of another kind. */
  readonly edges: string;
  /** Ids that are only ends of edges. */
  readonly unstored?: string;
  readonly ask: readonly [WalkDirection, string, CallOptions?];
  readonly found: string;
}

/** Walks, and what they reach. */
export const WALK_CASES: readonly WalkCase[] = [
  { promise: 'direct callees', edges: 'a>b a>c b>d', ask: ['callees', 'a'], found: 'b@1 c@1' },
  { promise: 'direct callers', edges: 'a>b c>b b>d', ask: ['callers', 'b'], found: 'a@1 c@1' },
  { promise: 'nobody where there is nobody', edges: 'a>b', ask: ['callees', 'b'], found: '' },
  {
    promise: 'callees to a depth',
    edges: 'a>b b>c c>d',
    ask: ['callees', 'a', { depth: 2 }],
    found: 'b@1 c@2',
  },
  {
    promise: 'callers to a depth',
    edges: 'a>b b>c c>d',
    ask: ['callers', 'd', { depth: 2 }],
    found: 'c@1 b@2',
  },
  {
    promise: 'all callees',
    edges: 'a>b b>c c>d',
    ask: ['callees', 'a', { depth: ALL }],
    found: 'b@1 c@2 d@3',
  },
  {
    promise: 'all callers',
    edges: 'a>b b>c c>d',
    ask: ['callers', 'd', { depth: ALL }],
    found: 'c@1 b@2 a@3',
  },
  {
    promise: 'no more than there is at a great depth',
    edges: 'a>b',
    ask: ['callees', 'a', { depth: 2 ** 53 - 1 }],
    found: 'b@1',
  },
  { promise: 'a caller of itself', edges: 'a>a b>a', ask: ['callers', 'a'], found: 'a@1 b@1' },
  {
    promise: 'a callee of itself once, whatever the depth',
    edges: 'a>a',
    ask: ['callees', 'a', { depth: ALL }],
    found: 'a@1',
  },
  {
    promise: 'a node on a cycle as its own caller',
    edges: 'a>b b>c c>a',
    ask: ['callers', 'a', { depth: ALL }],
    found: 'c@1 b@2 a@3',
  },
  {
    promise: 'a node on a cycle as its own callee',
    edges: 'a>b b>a',
    ask: ['callees', 'a', { depth: ALL }],
    found: 'b@1 a@2',
  },
  {
    promise: 'no cycle longer than the depth',
    edges: 'a>b b>c c>a',
    ask: ['callees', 'a', { depth: 2 }],
    found: 'b@1 c@2',
  },
  {
    promise: 'the start by its shortest cycle',
    edges: 'a>b b>c c>a b>a',
    ask: ['callees', 'a', { depth: ALL }],
    found: 'b@1 a@2 c@2',
  },
  {
    promise: 'each node once behind a diamond',
    edges: 'a>b a>c b>d c>d d>e',
    ask: ['callees', 'a', { depth: ALL }],
    found: 'b@1 c@1 d@2 e@3',
  },
  {
    promise: 'the fewest steps where ways differ',
    edges: 'a>b b>c c>d a>d',
    ask: ['callees', 'a', { depth: ALL }],
    found: 'b@1 d@1 c@2',
  },
  {
    promise: 'calls only, unless asked otherwise',
    edges: 'a>b a-READS>c a-calls>d',
    ask: ['callees', 'a'],
    found: 'b@1',
  },
  {
    promise: 'the edge kinds asked for',
    edges: 'a>b a-READS>c c-READS>d',
    ask: ['callees', 'a', { depth: ALL, edgeKinds: ['READS'] }],
    found: 'c@1 d@2',
  },
  {
    promise: 'several edge kinds on one way',
    edges: 'a>b b-READS>c c-X>d',
    ask: ['callees', 'a', { depth: ALL, edgeKinds: ['READS', 'CALLS'] }],
    found: 'b@1 c@2',
  },
  {
    promise: 'a neighbour by two kinds once',
    edges: 'a>b a-READS>b',
    ask: ['callees', 'a', { edgeKinds: ['CALLS', 'READS', 'CALLS'] }],
    found: 'b@1',
  },
  {
    promise: 'nobody by a kind that is not stored',
    edges: 'a>b',
    ask: ['callees', 'a', { edgeKinds: ['NOWHERE'] }],
    found: '',
  },
  { promise: 'nobody by an empty kind', edges: 'a>b', ask: ['callees', 'a', { edgeKinds: [''] }], found: '' },
  { promise: 'stored nodes alone', edges: 'a>b a>x', unstored: 'x', ask: ['callees', 'a'], found: 'b@1' },
  {
    promise: 'what lies behind an end that is not stored',
    edges: 'a>x x>y y>b',
    unstored: 'xy',
    ask: ['callees', 'a', { depth: ALL }],
    found: 'b@3',
  },
  {
    promise: 'callers through an end that is not stored',
    edges: 'a>x x>b',
    unstored: 'x',
    ask: ['callers', 'b', { depth: 2 }],
    found: 'a@2',
  },
  {
    promise: 'a cycle through an end that is not stored',
    edges: 'a>x x>a',
    unstored: 'x',
    ask: ['callees', 'a', { depth: ALL }],
    found: 'a@2',
  },
  {
    promise: 'no step across edges against their direction',
    edges: 'a>b c>b',
    ask: ['callees', 'a', { depth: ALL }],
    found: 'b@1',
  },
  {
    promise: 'order by distance, then by id',
    edges: 'm>z m>b z>a b>y',
    ask: ['callees', 'm', { depth: 2 }],
    found: 'b@1 z@1 a@2 y@2',
  },
  {
    promise: 'order by code point, not by UTF-16 unit',
    edges: 'a>\u{1F600} a>\uFF5E a>é a>z',
    ask: ['callees', 'a'],
    found: 'z@1 é@1 \uFF5E@1 \u{1F600}@1',
  },
];
