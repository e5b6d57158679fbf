import type { SerializableNode } from '../../graph/index.ts';
import { node } from '../fixtures.ts';
import type { WalkCase } from './walks.ts';

const method = (id: string, owner: string, name: string, subkind?: string): SerializableNode =>
  node(id, {
    name,
    kind: 'Method',
    attributes: subkind === undefined ? { parent: owner } : { parent: owner, subkind },
  });
const classNode = (id: string): SerializableNode => node(id, { kind: 'Class' });

/**
 * Classes A, B, C and X, each with methods `run` and a constructor;
 * what inherits from what is the case's to say.
 */
export const CLASSES: readonly SerializableNode[] = ['A', 'B', 'C', 'X'].flatMap((id) => [
  classNode(id),
  method(`${id}.run`, id, 'run'),
  method(`${id}.new`, id, 'constructor', 'constructor'),
]);

const ALL = Number.POSITIVE_INFINITY;

/** Walks that go through overrides, and what they reach. */
export const OVERRIDE_CASES: readonly WalkCase[] = [
  {
    promise: 'the methods that override a called one',
    edges: 'B-EXTENDS>A f>A.run',
    ask: ['callees', 'f'],
    found: 'A.run@1 B.run@1',
  },
  {
    promise: 'the callers of an overridden method',
    edges: 'B-EXTENDS>A f>A.run g>B.run',
    ask: ['callers', 'B.run'],
    found: 'f@1 g@1',
  },
  {
    promise: 'nothing upward: who calls the overriding method does not call the overridden one',
    edges: 'B-EXTENDS>A f>A.run g>B.run',
    ask: ['callers', 'A.run'],
    found: 'f@1',
  },
  {
    promise: 'overrides over several steps of inheritance, of both kinds',
    edges: 'C-EXTENDS>B B-IMPLEMENTS>A f>A.run',
    ask: ['callees', 'f'],
    found: 'A.run@1 B.run@1 C.run@1',
  },
  {
    promise: 'no overrides by other kinds of edges, nor through what is no class',
    edges: 'B-READS>A C-EXTENDS>fn fn-EXTENDS>A X-extends>A f>A.run',
    ask: ['callees', 'f'],
    found: 'A.run@1',
  },
  {
    promise: 'no other overrides where classes inherit from one another',
    edges: 'A-EXTENDS>B B-EXTENDS>A f>A.run',
    ask: ['callees', 'f'],
    found: 'A.run@1 B.run@1',
  },
  {
    promise: 'no constructor for another',
    edges: 'B-EXTENDS>A f>A.new',
    ask: ['callees', 'f'],
    found: 'A.new@1',
  },
  {
    promise: 'what overriding methods call in turn',
    edges: 'B-EXTENDS>A f>A.run B.run>g g>f',
    ask: ['callees', 'f', { depth: ALL }],
    found: 'A.run@1 B.run@1 g@2 f@3',
  },
  {
    promise: 'nothing of the kind unless it is asked for',
    edges: 'B-EXTENDS>A f>A.run',
    ask: ['callees', 'f', { throughOverrides: false }],
    found: 'A.run@1',
  },
];
