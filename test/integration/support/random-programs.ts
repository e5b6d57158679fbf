import fc from 'fast-check';
import { edge, node } from '../../../src/conformance/fixtures.ts';
import type { SerializableEdge, SerializableNode } from '../../../src/graph/index.ts';
import type { DeadCodeOptions } from '../../../src/storage/index.ts';

const FILES = ['a.ts', 'b.ts', 'lib/c.py', 'a.test.ts', 'note.md', ''];
const CLASSES = ['A', 'B', 'C', 'D'];
const METHODS = CLASSES.flatMap((owner) =>
  ['f', 'g', 'constructor', '__init__'].map((name) => `${owner}.${name}`),
);
const FUNCTIONS = ['p', 'q', 'r', 's', 'main'];
const INNER = [...CLASSES, ...METHODS, ...FUNCTIONS].map((owner) => `${owner}/v`);
/** Functions that lie in others: of object literals where they have a subkind, else closures. */
const LITERALS = FUNCTIONS.map((owner) => `${owner}/f`);
const USES = ['use f', 'use q'];
const ALL = [...CLASSES, ...METHODS, ...FUNCTIONS, ...INNER, ...LITERALS, ...USES];
const ENDS = [...ALL, 'ghost', 'lib.g'];
const EDGE_KINDS = ['CALLS', 'CALLS', 'READS', 'odd kind', 'EXTENDS'];

export interface Program {
  readonly nodes: readonly SerializableNode[];
  readonly edges: readonly SerializableEdge[];
}

const anyFile = fc.constantFrom(...FILES);
const anyFlags = fc.record({
  exported: fc.boolean(),
  api: fc.integer({ max: 5 }).map((number) => number === 0),
  external: fc.integer({ max: 9 }).map((number) => number === 0),
  overload: fc.integer({ max: 9 }).map((number) => number === 0),
  test: fc.integer({ max: 9 }).map((number) => number === 0),
  entry: fc.integer({ max: 9 }).map((number) => number === 0),
  decorated: fc.integer({ max: 5 }).map((number) => number === 0),
});

function nodeFor(id: string, file: string, flags: Readonly<Record<string, boolean>>): SerializableNode {
  const owner = id.includes('/') ? id.split('/')[0] : id.includes('.') ? id.split('.')[0] : undefined;
  return node(id, {
    kind: kindOf(id),
    name: id.startsWith('use ') ? id.slice(4) : (id.split(/[./]/).at(-1) ?? id),
    file,
    attributes: {
      ...(owner !== undefined && { parent: owner }),
      ...Object.fromEntries(
        Object.entries(flags)
          .filter(([, isSet]) => isSet)
          .map(([name]) => [name, 'true']),
      ),
    },
  });
}

function withSubkind(one: SerializableNode, subkind: string): SerializableNode {
  return subkind === '' ? one : { ...one, attributes: { ...one.attributes, subkind } };
}

function withoutExports(one: SerializableNode): SerializableNode {
  const { exported, api, ...attributes } = one.attributes;
  return { ...one, attributes };
}

function kindOf(id: string): string {
  if (CLASSES.includes(id)) return 'Class';
  if (METHODS.includes(id)) return 'Method';
  if (INNER.includes(id)) return 'Variable';
  if (LITERALS.includes(id)) return 'Method';
  return USES.includes(id) ? 'Call' : 'Function';
}

const anySubkind = fc.constantFrom('', '', 'method', 'interface', 'getter');

const anyNodes = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...ALL), anyFile, anyFlags, anySubkind), {
    selector: ([id]) => id,
    minLength: 10,
    maxLength: ALL.length,
  })
  .map((chosen) =>
    chosen.map(([id, file, flags, subkind]) => withSubkind(nodeFor(id, file, flags), subkind)),
  );

const anyEdge = fc
  .tuple(fc.constantFrom(...ENDS), fc.constantFrom(...EDGE_KINDS), fc.constantFrom(...ENDS))
  .map(([source, kind, target]) => edge(source, kind, target));
const anyOverride = fc
  .tuple(fc.constantFrom(...METHODS, ...LITERALS), fc.constantFrom(...METHODS, ...INNER, ...CLASSES))
  .map(([source, target]) => edge(source, 'IMPLEMENTS', target));
const anyInheritance = fc
  .tuple(
    fc.constantFrom(...CLASSES),
    fc.constantFrom('EXTENDS', 'IMPLEMENTS'),
    fc.constantFrom(...CLASSES, 'ghost'),
  )
  .map(([source, kind, target]) => edge(source, kind, target));

/**
 * Programs with classes that inherit, callbacks, tests, several
 * languages, what is external and what is not stored.
 */
export const anyProgram: fc.Arbitrary<Program> = fc.record({
  nodes: fc
    .tuple(anyNodes, fc.boolean())
    .map(([nodes, tellsExports]) => (tellsExports ? nodes : nodes.map(withoutExports))),
  edges: fc
    .tuple(
      fc.array(anyEdge, { maxLength: 50 }),
      fc.array(fc.oneof(anyInheritance, anyOverride), { maxLength: 8 }),
    )
    .map(([some, inheritance]) => {
      const all = [...some, ...inheritance];
      return [...new Map(all.map((one) => [`${one.source}|${one.kind}|${one.target}`, one])).values()];
    }),
});

export const anyDeadCodeOptions: fc.Arbitrary<DeadCodeOptions> = fc.record(
  {
    entryPoints: fc.oneof(
      fc.constantFrom('application' as const, 'library' as const),
      fc.uniqueArray(fc.constantFrom(...ALL), { maxLength: 3 }).map((ids) => ({ ids })),
      fc.record({
        names: fc.uniqueArray(fc.constantFrom('main', 'f', 'v'), { maxLength: 2 }),
        kinds: fc.uniqueArray(fc.constantFrom('Class', 'Variable'), { maxLength: 1 }),
        files: fc.uniqueArray(fc.constantFrom('*.ts', 'lib/**'), { maxLength: 1 }),
        tests: fc.boolean(),
      }),
    ),
    livenessKinds: fc.uniqueArray(fc.constantFrom('CALLS', 'READS', 'odd kind', 'EXTENDS', 'no such kind'), {
      maxLength: 3,
    }),
    testFiles: fc.constantFrom([], ['**/*.test.ts', '*.test.ts'], ['*.ts'], ['**']),
    kinds: fc.uniqueArray(fc.constantFrom('Function', 'Method', 'Class', 'Variable', 'Call'), {
      maxLength: 4,
    }),
    types: fc.boolean(),
    verdicts: fc.constantFrom(['dead'] as const, ['dead', 'test-only', 'unknown'] as const),
    groupByRoot: fc.boolean(),
    limit: fc.constantFrom(2, 1_000),
  },
  { requiredKeys: [] },
);
