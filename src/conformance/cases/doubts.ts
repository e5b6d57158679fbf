import type { SerializableEdge, SerializableNode } from '../../graph/index.ts';
import type { DeadCodeDoubt } from '../../storage/index.ts';
import { edge, node } from '../fixtures.ts';
import { calls, classWith, functions, main, start } from './dead-code.ts';

/** What `dead` is doubted for, among `others`, where `main` is the only entry point. */
export interface DoubtCase {
  readonly promise: string;
  readonly dead: SerializableNode;
  readonly others?: readonly SerializableNode[];
  readonly edges?: readonly SerializableEdge[];
  readonly doubts: readonly DeadCodeDoubt[];
}

const method = (name: string, language: string): SerializableNode =>
  node('dead', { name, kind: 'Method', attributes: { language } });
/** What lets a verdict be given about a language. */
const speaking = (language: string): SerializableNode =>
  node('main', { attributes: { language, exported: 'false' } });
const external = node('ext', { kind: 'Class', file: '', attributes: { external: 'true' } });
const [owner, run] = classWith('A', ['run']) as [SerializableNode, SerializableNode];
const deadRun: SerializableNode = { ...run, id: 'dead' };

/** Small graphs, and what makes each verdict doubtful. */
export const DOUBT_CASES: readonly DoubtCase[] = [
  { promise: 'nothing where the graph shows nothing', dead: node('dead'), doubts: [] },
  {
    promise: 'an export that is no entry point',
    dead: node('dead', { attributes: { exported: 'true' } }),
    doubts: ['exported'],
  },
  {
    promise: 'no export that is none',
    dead: node('dead', { attributes: { exported: 'false' } }),
    doubts: [],
  },
  {
    promise: 'no export that the API of its package does not reach',
    dead: node('dead', { attributes: { exported: 'true', api: 'false' } }),
    doubts: [],
  },
  {
    promise: 'what the API of its package reaches, and is no entry point',
    dead: node('dead', { attributes: { api: 'true' } }),
    doubts: ['exported'],
  },
  {
    promise: 'a decorator',
    dead: node('dead', { attributes: { decorators: '@app.route' } }),
    doubts: ['decorated'],
  },
  {
    promise: 'an annotation',
    dead: node('dead', { attributes: { annotations: '["Bean"]' } }),
    doubts: ['decorated'],
  },
  {
    promise: 'no list of decorators that is empty',
    dead: node('dead', { attributes: { decorators: '[]', decorated: 'false' } }),
    doubts: [],
  },
  {
    promise: 'test code where no entry point is',
    dead: node('dead', { file: 'test/a.ts' }),
    doubts: ['test-code'],
  },
  {
    promise: 'what the fact test says, where no entry point is test code',
    dead: node('dead', { attributes: { test: 'true' } }),
    doubts: ['test-code'],
  },
  {
    promise: 'no test code that says it is none',
    dead: node('dead', { file: 'test/a.ts', attributes: { test: 'false' } }),
    doubts: [],
  },
  {
    promise: 'a method whose class inherits from something external',
    dead: deadRun,
    others: [owner, external],
    edges: [edge('A', 'EXTENDS', 'ext')],
    doubts: ['overrides-external'],
  },
  {
    promise: 'a method whose class inherits from something that is not stored, by way of another class',
    dead: deadRun,
    others: [owner, ...classWith('B', [])],
    edges: [edge('A', 'IMPLEMENTS', 'B'), edge('B', 'EXTENDS', 'library#Base')],
    doubts: ['overrides-external'],
  },
  {
    promise: 'a method that itself implements something external',
    dead: deadRun,
    others: [owner, external],
    edges: [edge('dead', 'IMPLEMENTS', 'ext')],
    doubts: ['overrides-external'],
  },
  {
    promise: 'no function for what its neighbours inherit',
    dead: node('dead', { attributes: { parent: 'A' } }),
    others: [owner, external],
    edges: [edge('A', 'EXTENDS', 'ext')],
    doubts: [],
  },
  {
    promise: 'a name that JavaScript calls by itself',
    dead: method('toString', 'typescript'),
    doubts: ['protocol-name'],
  },
  {
    promise: 'a name that Python calls by itself',
    dead: method('__repr__', 'python'),
    doubts: ['protocol-name'],
  },
  {
    promise: 'a name that Java calls by itself',
    dead: method('hashCode', 'java'),
    doubts: ['protocol-name'],
  },
  {
    promise: 'a name that is worked out when the program runs',
    dead: method('[key]', 'typescript'),
    doubts: ['protocol-name'],
  },
  { promise: 'no name that another language calls', dead: method('__repr__', 'typescript'), doubts: [] },
  {
    promise: 'a name that something alive uses unresolved, at an end that is not stored',
    dead: node('dead', { name: 'handle' }),
    edges: calls('main>?.handle().'),
    doubts: ['dynamic-access'],
  },
  {
    promise: 'a name that something alive uses unresolved, at a call site',
    dead: node('dead', { name: 'handle' }),
    others: [node('site', { name: 'handle', kind: 'Call' })],
    edges: calls('main>site'),
    doubts: ['dynamic-access'],
  },
  {
    promise: 'no name that only the dead use, nor a part of a name',
    dead: node('dead', { name: 'handle' }),
    others: functions('other'),
    edges: calls('other>?.handle', 'main>?.handler', 'main>handle.x'),
    doubts: [],
  },
  {
    promise: 'a reference from an end that is not stored',
    dead: node('dead'),
    edges: calls('ghost>dead'),
    doubts: ['referenced-by-external'],
  },
  {
    promise: 'a reference from something external',
    dead: node('dead'),
    others: [external],
    edges: calls('ext>dead'),
    doubts: ['referenced-by-external'],
  },
  {
    promise: 'a reference from a language of which nothing is known',
    dead: node('dead'),
    others: [node('script', { file: 'a.py' })],
    edges: calls('script>dead'),
    doubts: ['referenced-by-unknown'],
  },
  {
    promise: 'everything at once, in a fixed order',
    dead: node('dead', {
      name: 'toJSON',
      kind: 'Method',
      attributes: { exported: 'true', decorators: 'x', parent: 'A' },
    }),
    others: [owner, node('script', { file: 'a.py' })],
    edges: [...calls('script>dead', 'ghost>dead', 'main>?.toJSON'), edge('A', 'EXTENDS', 'ghost')],
    doubts: [
      'exported',
      'decorated',
      'overrides-external',
      'protocol-name',
      'dynamic-access',
      'referenced-by-external',
      'referenced-by-unknown',
    ],
  },
];

/** The entry point of a case, in the language of its dead node. */
export function graphParts({ dead, others = [], edges = [] }: DoubtCase): {
  readonly nodes: readonly SerializableNode[];
  readonly edges: readonly SerializableEdge[];
} {
  const { language } = dead.attributes;
  const entry = language === undefined ? main : speaking(language);
  return { nodes: [entry, dead, ...others], edges: [start, ...edges] };
}
