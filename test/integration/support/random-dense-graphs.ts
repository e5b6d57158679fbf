import fc from 'fast-check';
import { edge, node } from '../../../src/conformance/fixtures.ts';
import type {
  CallGraphOptions,
  GraphQueries,
  ImpactOptions,
  NodeSelector,
  PathOptions,
} from '../../../src/storage/index.ts';
import type { Question } from './questions.ts';
import type { Program } from './random-programs.ts';

// The last two stand in another order by UTF-16 than by code point.
const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', '～', '\u{1F600}'];
const NAMES = ['x', 'y', 'a', ''];
const FILES = ['', 'a.ts', 'b.ts', 'test/a.ts'];
const EDGE_KINDS = ['CALLS', 'READS', 'odd kind', 'calls'];

const anyNode = fc
  .tuple(fc.constantFrom(...IDS), fc.constantFrom(...NAMES), fc.constantFrom(...FILES))
  .map(([id, name, file]) => node(id, { name, file, kind: name === 'x' ? 'Class' : 'Function' }));
const anyEdge = fc
  .tuple(fc.constantFrom(...IDS), fc.constantFrom(...EDGE_KINDS), fc.constantFrom(...IDS))
  .map(([source, kind, target]) => edge(source, kind, target, { line: `${source}${target}` }));

/**
 * Few ids and many edges: several shortest paths and kinds, cycles, self loops, and ends that are not stored.
 */
export const anyDenseGraph: fc.Arbitrary<Program> = fc.record({
  nodes: fc.uniqueArray(anyNode, { selector: ({ id }) => id, minLength: 4 }),
  edges: fc
    .array(anyEdge, { minLength: 5, maxLength: 40 })
    .map((all) => [...new Map(all.map((one) => [`${one.source}|${one.kind}|${one.target}`, one])).values()]),
});

const anySelector: fc.Arbitrary<NodeSelector> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...IDS).map((id) => ({ id })) },
  { weight: 2, arbitrary: fc.constantFrom(...IDS, ...NAMES) },
  {
    weight: 1,
    arbitrary: fc.record(
      { name: fc.constantFrom(...NAMES), file: fc.constantFrom(...FILES) },
      { requiredKeys: ['name'] },
    ),
  },
);
const anyKinds = fc.uniqueArray(fc.constantFrom(...EDGE_KINDS, 'no such kind'), {
  minLength: 1,
  maxLength: 4,
});
const anyDepth = fc.constantFrom(1, 2, 3, 5, Number.POSITIVE_INFINITY);
const anyLimit = fc.constantFrom(0, 1, 2, 4, 1_000);

const anyCallGraph = fc
  .tuple(
    fc.array(anySelector, { minLength: 1, maxLength: 3 }),
    fc.record(
      {
        depth: anyDepth,
        edgeKinds: anyKinds,
        limit: anyLimit,
        direction: fc.constantFrom('callers', 'callees', 'both'),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([roots, options]: [NodeSelector[], CallGraphOptions]) =>
    questionOf('callGraph', [roots, options], (of, repoId) => of.callGraph(repoId, roots, options)),
  );

const anyCallPath = fc
  .tuple(
    anySelector,
    anySelector,
    fc.record({ depth: anyDepth, edgeKinds: anyKinds }, { requiredKeys: ['edgeKinds'] }),
  )
  .map(([from, to, options]: [NodeSelector, NodeSelector, PathOptions]) =>
    questionOf('callPath', [from, to, options], (of, repoId) => of.callPath(repoId, from, to, options)),
  );

const anyImpact = fc
  .tuple(
    fc.array(anySelector, { minLength: 1, maxLength: 2 }),
    fc.uniqueArray(fc.constantFrom(...FILES, 'c.ts'), { maxLength: 2 }),
    fc.record(
      {
        depth: anyDepth,
        edgeKinds: anyKinds,
        limit: anyLimit,
        testFiles: fc.constantFrom([], ['b.*'], ['**']),
        throughOverrides: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([nodes, files, options]: [NodeSelector[], string[], ImpactOptions]) =>
    questionOf('impactOf', [nodes, files, options], (of, repoId) =>
      of.impactOf(repoId, files.length > 1 ? { files } : { nodes, files }, options),
    ),
  );

/** What leads from where to where, in every variation. */
export const anyPathQuestion: fc.Arbitrary<Question> = fc.oneof(anyCallGraph, anyCallPath, anyImpact);

function questionOf(
  name: string,
  what: unknown,
  ask: (queries: GraphQueries, repoId: string) => Promise<unknown>,
): Question {
  return { title: `${name} ${JSON.stringify(what)}`, ask };
}
