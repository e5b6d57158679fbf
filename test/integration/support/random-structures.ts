import fc from 'fast-check';
import { edge, node } from '../../../src/conformance/fixtures.ts';
import type { CyclesOptions, DependenciesOptions, HotspotsOptions } from '../../../src/storage/index.ts';
import type { Question } from './questions.ts';
import type { Program } from './random-programs.ts';

// The last two stand in another order by UTF-16 than by code point.
const IDS = ['', 'a', 'b', 'c', 'd', 'e', 'f', '__proto__', '～', '\u{1F600}'];
const FILES = ['', 'a.ts', 'b/a.ts', 'b/c.ts', 'b/d/e.ts', '~/a.ts', '～.ts', '\u{1F600}.ts'];
const KINDS = ['Function', 'Class', 'odd kind'];
const EDGE_KINDS = ['CALLS', 'CALLS', 'READS', 'odd kind', 'calls', 'DECLARED_IN', 'X_a'];
const COUNTS = ['1', '0', '3', '0012', '9'.repeat(15), '1'.repeat(16), '-2', '1.5', ' 4', '٣', 'many', ''];

const anyNode = fc
  .tuple(
    fc.constantFrom(...IDS),
    fc.constantFrom(...FILES),
    fc.constantFrom(...KINDS),
    fc.constantFrom<Record<string, string>[]>({}, {}, {}, { external: 'true' }, { external: 'false' }),
  )
  .map(([id, file, kind, attributes]) => node(id, { file, kind, attributes }));
const anyEdge = fc
  .tuple(
    fc.constantFrom(...IDS),
    fc.constantFrom(...EDGE_KINDS),
    fc.constantFrom(...IDS),
    fc.option(fc.constantFrom(...COUNTS), { nil: undefined }),
  )
  .map(([source, kind, target, count]) =>
    edge(source, kind, target, count === undefined ? { line: '1' } : { count }),
  );

/**
 * Few ids, files and folders, and edges of every weight: cycles, self
 * loops, ties, and ends that are not stored.
 */
export const anyStructure: fc.Arbitrary<Program> = fc.record({
  nodes: fc.uniqueArray(anyNode, { selector: ({ id }) => id, minLength: 4 }),
  edges: fc.uniqueArray(anyEdge, {
    selector: ({ source, kind, target }) => JSON.stringify([source, kind, target]),
    minLength: 5,
    maxLength: 40,
  }),
});

const anyEdgeKinds = fc.uniqueArray(fc.constantFrom(...EDGE_KINDS, 'no such kind'), {
  minLength: 1,
  maxLength: 4,
});
const anyLimit = fc.constantFrom(0, 1, 2, 4, 1_000);
const anyPath = fc.constantFrom(...FILES.slice(1), '.', 'b', 'b/d', 'no/such');

const anyCycles = fc
  .record(
    {
      by: fc.constantFrom('symbol', 'file', 'folder'),
      edgeKinds: anyEdgeKinds,
      selfLoops: fc.boolean(),
      limit: anyLimit,
    },
    { requiredKeys: [] },
  )
  .map(
    (options: CyclesOptions): Question => ({
      title: `cycles ${JSON.stringify(options)}`,
      ask: (queries, repoId) => queries.cycles(repoId, options),
    }),
  );

const anyDependencies = fc
  .record(
    {
      by: fc.constantFrom('file', 'folder'),
      edgeKinds: anyEdgeKinds,
      from: anyPath,
      to: anyPath,
      edges: fc.boolean(),
      limit: anyLimit,
    },
    { requiredKeys: [] },
  )
  .map(
    (options: DependenciesOptions): Question => ({
      title: `dependencies ${JSON.stringify(options)}`,
      ask: (queries, repoId) => queries.dependencies(repoId, options),
    }),
  );

const anyHotspots = fc
  .record(
    {
      by: fc.constantFrom('fan-in', 'fan-out', 'both'),
      weighted: fc.boolean(),
      edgeKinds: anyEdgeKinds,
      kinds: fc.uniqueArray(fc.constantFrom(...KINDS, 'no such kind')),
      limit: anyLimit,
    },
    { requiredKeys: [] },
  )
  .map(
    (options: HotspotsOptions): Question => ({
      title: `hotspots ${JSON.stringify(options)}`,
      ask: (queries, repoId) => queries.hotspots(repoId, options),
    }),
  );

/** How symbols, files and folders hang together, in every variation. */
export const anyStructureQuestion: fc.Arbitrary<Question> = fc.oneof(anyCycles, anyDependencies, anyHotspots);
