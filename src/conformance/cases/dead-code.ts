import type { Attributes, SerializableEdge, SerializableNode } from '../../graph/index.ts';
import type { DeadCodeOptions } from '../../storage/index.ts';
import { bytes, edge, node } from '../fixtures.ts';

const ALL = ['dead', 'test-only', 'unknown'] as const;
/** Everything that is not alive, with `main` as the only entry point. */
export const FROM_MAIN: DeadCodeOptions = { entryPoints: { ids: ['main'] }, verdicts: ALL };

/** A graph, the question, and the items it has to be answered with. */
export interface DeadCodeCase {
  readonly promise: string;
  readonly nodes: readonly SerializableNode[];
  readonly edges?: readonly SerializableEdge[];
  readonly options?: DeadCodeOptions;
  /** `id verdict reasons`, by id. */
  readonly found: readonly string[];
}

/** Says that something is known about exports, so that these are not in doubt. */
export const main: SerializableNode = node('main', {
  file: 'src/main.ts',
  attributes: { exported: 'false' },
});
/** A language in which something can be said: an entry point and an edge. */
export const start: SerializableEdge = edge('main', 'CALLS', 'main');
/** Calls, each given as `source>target`. */
export const calls = (...pairs: readonly string[]): SerializableEdge[] =>
  pairs.map((pair) => edge(pair.split('>')[0] ?? '', 'CALLS', pair.split('>')[1] ?? ''));
/** Functions of these ids. */
export const functions = (...ids: readonly string[]): SerializableNode[] => ids.map((id) => node(id));
/** The module of a test file. */
export const test: SerializableNode = node('test', { kind: 'Module', file: 'test/a.test.ts' });
/** A class with methods `Class.name`, all with the attributes given. */
export const classWith = (
  id: string,
  methods: readonly string[],
  attributes: Attributes = {},
): SerializableNode[] => [
  node(id, { kind: 'Class', attributes }),
  ...methods.map((name) =>
    node(`${id}.${name}`, { name, kind: 'Method', attributes: { ...attributes, parent: id } }),
  ),
];
/** What only a type checker reads. */
const TYPES: readonly SerializableNode[] = [
  node('I', { kind: 'Class', attributes: { subkind: 'interface' } }),
  node('T', { kind: 'Class', attributes: { subkind: 'type' } }),
  node('E', { kind: 'Class', attributes: { subkind: 'enum' } }),
  node('N', { attributes: { 'type-only': 'true' } }),
];

/** Options by which modules alone are entry points. */
export const FROM_MODULES: DeadCodeOptions = {
  entryPoints: { kinds: ['Module'], ids: ['main'] },
  verdicts: ALL,
};

/** Small graphs, and what of each is dead. */
export const DEAD_CODE_CASES: readonly DeadCodeCase[] = [
  {
    promise: 'what an entry point reaches is alive, the rest is dead',
    nodes: [main, ...functions('a', 'b', 'c', 'd')],
    edges: calls('main>a', 'a>b', 'c>d'),
    found: ['c dead unreferenced', 'd dead referenced-by-dead'],
  },
  {
    promise: 'functions that only call one another are dead',
    nodes: [main, ...functions('a', 'b', 'c')],
    edges: [start, ...calls('a>b', 'b>c', 'c>a', 'a>main')],
    found: ['a dead referenced-by-dead', 'b dead referenced-by-dead', 'c dead referenced-by-dead'],
  },
  {
    promise: 'a function that only calls itself is dead',
    nodes: [main, ...functions('a')],
    edges: [start, ...calls('a>a')],
    found: ['a dead self-referenced'],
  },
  {
    promise: 'one that calls itself and is called by the dead names the dead',
    nodes: [main, ...functions('a', 'b')],
    edges: [start, ...calls('a>a', 'b>a')],
    found: ['a dead referenced-by-dead', 'b dead unreferenced'],
  },
  {
    promise: 'a callback that is passed as a value is alive',
    nodes: [main, ...functions('callback')],
    edges: [edge('main', 'READS', 'callback')],
    found: [],
  },
  {
    promise: 'every kind of reference gives life, open kinds too',
    nodes: [main, ...functions('a', 'b', 'c', 'd')],
    edges: [edge('main', 'EXTENDS', 'a'), edge('a', 'calls', 'b'), edge('b', 'anything `at` all', 'c')],
    found: ['d dead unreferenced'],
  },
  {
    promise: 'only the liveness kinds asked for give life',
    nodes: [main, ...functions('a', 'b')],
    edges: [edge('main', 'CALLS', 'a'), edge('main', 'READS', 'b')],
    options: { ...FROM_MAIN, livenessKinds: ['CALLS'] },
    found: ['b dead unreferenced'],
  },
  {
    promise: 'an edge gives no life to its source',
    nodes: [main, ...functions('a')],
    edges: [start, ...calls('a>main')],
    found: ['a dead unreferenced'],
  },
  {
    promise: 'life passes through an end that is not stored',
    nodes: [main, ...functions('a', 'b')],
    edges: calls('main>x', 'x>y', 'y>a', 'z>b'),
    found: ['b dead referenced-by-dead'],
  },
  {
    promise: 'life passes through nodes that are not judged',
    nodes: [main, node('v', { kind: 'Variable' }), ...functions('a')],
    edges: calls('main>v', 'v>a'),
    found: [],
  },
  {
    promise: 'a member keeps its class alive, not the other way round',
    nodes: [
      main,
      node('Used', { kind: 'Class' }),
      node('Used.called', { kind: 'Method', attributes: { parent: 'Used' } }),
      node('Used.never', { kind: 'Method', attributes: { parent: 'Used' } }),
      node('Unused', { kind: 'Class' }),
      node('Unused.never', { kind: 'Method', attributes: { parent: 'Unused' } }),
    ],
    edges: calls('main>Used.called'),
    found: ['Unused dead unreferenced', 'Unused.never dead unreferenced', 'Used.never dead unreferenced'],
  },
  {
    promise: 'containers keep one another alive up to the outermost',
    nodes: [
      main,
      node('Outer', { kind: 'Class' }),
      node('Inner', { kind: 'Class', attributes: { parent: 'Outer' } }),
      node('inner.f', { kind: 'Method', attributes: { parent: 'Inner' } }),
    ],
    edges: calls('main>inner.f'),
    found: [],
  },
  {
    promise: 'a living container keeps alive what it refers to',
    nodes: [
      main,
      node('C', { kind: 'Class' }),
      node('C.f', { attributes: { parent: 'C' } }),
      ...functions('base'),
    ],
    edges: [...calls('main>C.f'), edge('C', 'EXTENDS', 'base')],
    found: [],
  },
  {
    promise: 'without a stored parent the smallest span around a node contains it',
    nodes: [
      main,
      node('Outer', { kind: 'Class', span: bytes(0, 100) }),
      node('Inner', { kind: 'Class', span: bytes(10, 90) }),
      node('Beside', { kind: 'Class', span: bytes(92, 99) }),
      node('f', { span: bytes(20, 30), attributes: { parent: 'not stored' } }),
    ],
    edges: calls('main>f'),
    found: ['Beside dead unreferenced'],
  },
  {
    promise: 'a parent that is stored wins over the spans',
    nodes: [
      main,
      node('Around', { kind: 'Class', span: bytes(0, 100) }),
      node('Parent', { kind: 'Class', file: 'src/b.ts' }),
      node('f', { span: bytes(20, 30), attributes: { parent: 'Parent' } }),
    ],
    edges: calls('main>f'),
    found: ['Around dead unreferenced'],
  },
  {
    promise: 'a span contains neither its equal nor what lies in another file, and no node itself',
    nodes: [
      main,
      node('Equal', { kind: 'Class', span: bytes(20, 30) }),
      node('Other', { kind: 'Class', span: bytes(0, 100), file: 'src/b.ts' }),
      node('f', { span: bytes(20, 30), attributes: { parent: 'f' } }),
    ],
    edges: calls('main>f'),
    found: ['Equal dead unreferenced', 'Other dead unreferenced'],
  },
  {
    promise: 'of equal spans around a node the one with the least id contains it',
    nodes: [
      main,
      node('\uFF5E', { kind: 'Class', span: bytes(0, 50) }),
      node('\u{1F600}', { kind: 'Class', span: bytes(0, 50) }),
      node('f', { span: bytes(20, 30) }),
    ],
    edges: calls('main>f'),
    found: ['\u{1F600} dead unreferenced'],
  },
  {
    promise: 'of spans of one size around a node the one that starts later contains it',
    nodes: [
      main,
      node('A', { kind: 'Class', span: bytes(10, 40) }),
      node('B', { kind: 'Class', span: bytes(15, 45) }),
      node('f', { span: bytes(20, 30) }),
    ],
    edges: calls('main>f'),
    found: ['A dead unreferenced'],
  },
  {
    promise: 'only declarations contain by their spans',
    nodes: [
      main,
      node('C', { kind: 'Class', span: bytes(0, 100) }),
      node('v', { kind: 'Variable', span: bytes(10, 90) }),
      node('f', { span: bytes(20, 30) }),
    ],
    edges: calls('main>f'),
    found: [],
  },
  {
    promise: 'what only tests reach is test-only',
    nodes: [main, test, ...functions('a', 'b', 'c')],
    edges: calls('main>a', 'test>b', 'b>c', 'b>a'),
    options: FROM_MODULES,
    found: ['b test-only referenced-by-tests', 'c test-only referenced-by-tests'],
  },
  {
    promise: 'what the dead and the tests reach is test-only',
    nodes: [main, test, ...functions('a', 'dead')],
    edges: [start, ...calls('test>a', 'dead>a')],
    options: FROM_MODULES,
    found: ['a test-only referenced-by-tests', 'dead dead unreferenced'],
  },
  {
    promise: 'test files are those that the globs name',
    nodes: [
      main,
      node('check', { file: 'checks/deep/er/a.ts' }),
      node('checked'),
      node('spec', { file: 'a.spec.ts' }),
      node('b'),
    ],
    edges: calls('main>main', 'check>checked', 'spec>b'),
    options: { entryPoints: { ids: ['main', 'check', 'spec'] }, testFiles: ['checks/**'], verdicts: ALL },
    found: ['check test-only unreferenced', 'checked test-only referenced-by-tests'],
  },
  {
    promise: 'external nodes are never judged',
    nodes: [
      main,
      node('a', { attributes: { external: 'true' } }),
      node('b', { file: '' }),
      node('c', { attributes: { external: 'false' } }),
    ],
    edges: [start],
    found: ['c dead unreferenced'],
  },
  {
    promise: 'external nodes are no entry points',
    nodes: [
      main,
      node('ext', { attributes: { external: 'true' } }),
      node('nofile', { file: '' }),
      ...functions('a', 'b'),
    ],
    edges: [start, ...calls('ext>a', 'nofile>b')],
    options: { entryPoints: { ids: ['main', 'ext', 'nofile'] } },
    found: ['a dead referenced-by-dead', 'b dead referenced-by-dead'],
  },
  {
    promise: 'life passes through external nodes',
    nodes: [main, node('ext', { attributes: { external: 'true' } }), ...functions('a')],
    edges: calls('main>ext', 'ext>a'),
    found: [],
  },
  {
    promise: 'nothing is said of a language without an entry point',
    nodes: [main, node('p', { file: 'a.py' }), node('q', { file: 'a.py' })],
    edges: [start, ...calls('p>q')],
    found: ['p unknown no-entry-point', 'q unknown no-entry-point'],
  },
  {
    promise: 'nothing is said of a language without an edge of the liveness kinds',
    nodes: [main, node('p', { file: 'a.py' }), node('q', { file: 'a.py' })],
    edges: [start, edge('p', 'READS', 'q')],
    options: { entryPoints: { ids: ['main', 'p'] }, livenessKinds: ['CALLS'], verdicts: ALL },
    found: ['p unknown no-liveness-edges', 'q unknown no-liveness-edges'],
  },
  {
    promise: 'both reasons are given where a language has neither',
    nodes: [main, node('p', { file: 'a.py' })],
    edges: [start],
    found: ['p unknown no-entry-point,no-liveness-edges'],
  },
  {
    promise: 'the language attribute counts before the file extension',
    nodes: [
      main,
      node('a', { attributes: { language: 'python' } }),
      node('p', { file: 'a.py', attributes: { language: 'ts' } }),
    ],
    edges: [start],
    found: ['a unknown no-entry-point,no-liveness-edges', 'p dead unreferenced'],
  },
  {
    promise: 'everything is unknown where there is no entry point',
    nodes: functions('a', 'b'),
    edges: calls('a>b'),
    options: { verdicts: ALL },
    found: ['a unknown no-entry-point', 'b unknown no-entry-point'],
  },
  {
    promise: 'the application preset starts at modules, routes, events and main',
    nodes: [
      node('1', { name: 'main' }),
      node('2', { kind: 'Module', file: 'src/b.ts' }),
      node('3', { kind: 'Route' }),
      node('4', { kind: 'Event' }),
      node('5', { attributes: { api: 'true' } }),
      node('6', { name: 'main', kind: 'Method' }),
      node('7', { name: 'main', kind: 'Class' }),
      ...functions('a', 'b', 'c', 'd'),
    ],
    edges: calls('1>a', '2>b', '3>c', '4>d'),
    options: { entryPoints: 'application' },
    found: ['5 dead unreferenced', '7 dead unreferenced'],
  },
  {
    promise: 'a preset starts at what something outside the code begins at',
    nodes: [
      node('1', { attributes: { entry: 'manifest' } }),
      node('2', { attributes: { entry: 'route' } }),
      node('3', { attributes: { entry: 'false' } }),
      node('4', { attributes: { entry: '' } }),
    ],
    edges: calls('1>1'),
    options: { entryPoints: 'application' },
    found: ['3 dead unreferenced', '4 dead unreferenced'],
  },
  {
    promise: 'a preset starts at what a decorator is known to register',
    nodes: [
      node('1', { attributes: { decorators: 'app.route' } }),
      node('2', { attributes: { decorators: 'wraps,pytest.fixture' } }),
      node('3', { attributes: { decorators: 'Injectable' } }),
      node('4', { attributes: { decorators: 'api.get' } }),
      node('5', { attributes: { decorators: 'get' } }),
      node('6', { attributes: { decorators: 'reroute,lru_cache' } }),
    ],
    edges: calls('1>1'),
    options: { entryPoints: 'application' },
    found: ['5 dead unreferenced', '6 dead unreferenced'],
  },
  ...[
    'src/test/java/WidgetTest.java',
    'pkg/widget_test.go',
    'tests/test_widget.py',
    'src/widget.test.ts',
  ].map(
    (file): DeadCodeCase => ({
      promise: `test code starts life by presets without any module, as in ${file}`,
      nodes: [
        node('main', { file: `main.${file.split('.').at(-1)}` }),
        node('used', { file: `lib.${file.split('.').at(-1)}` }),
        node('left', { file: `lib.${file.split('.').at(-1)}` }),
        node('Suite', { kind: 'Class', file }),
        node('case', { kind: 'Method', file, attributes: { parent: 'Suite' } }),
        node('help', { file }),
      ],
      edges: calls('main>main', 'case>used'),
      options: { entryPoints: 'application', verdicts: ALL },
      found: [
        'Suite test-only unreferenced',
        'case test-only unreferenced',
        'help test-only unreferenced',
        'left dead unreferenced',
        'used test-only referenced-by-tests',
      ],
    }),
  ),
  {
    promise: 'the fact test says what is test code, whatever the file',
    nodes: [
      main,
      node('inside', { attributes: { test: 'true' } }),
      node('v', { kind: 'Variable', attributes: { test: 'true' } }),
      node('no', { file: 'spec/no.ts', attributes: { test: 'false' } }),
      node('yes', { file: 'spec/no.ts', attributes: { test: '' } }),
      ...functions('a', 'b', 'c', 'd'),
    ],
    edges: calls('main>main', 'inside>a', 'no>b', 'yes>c', 'v>d'),
    options: { entryPoints: 'library', verdicts: ALL },
    found: [
      'a test-only referenced-by-tests',
      'b dead referenced-by-dead',
      'c test-only referenced-by-tests',
      'd dead referenced-by-dead',
      'inside test-only unreferenced',
      'no dead unreferenced',
      'yes test-only unreferenced',
    ],
  },
  {
    promise: 'rules of your own mean test code only where they say so',
    nodes: [main, node('t', { file: 'test/t.ts' }), ...functions('a')],
    edges: calls('main>main', 't>a'),
    options: { entryPoints: { ids: ['main'], tests: true }, verdicts: ALL },
    found: ['a test-only referenced-by-tests', 't test-only unreferenced'],
  },
  {
    promise: 'properties of an object literal live with what stands around it, and so do functions in them',
    nodes: [
      main,
      node('table', { kind: 'Variable' }),
      node('table.group', { kind: 'Variable', attributes: { parent: 'table', subkind: 'property' } }),
      node('table.group.run', { attributes: { parent: 'table.group', subkind: 'property-fn' } }),
      node('left', { kind: 'Variable' }),
      node('left.group', { kind: 'Variable', attributes: { parent: 'left', subkind: 'property' } }),
      node('left.group.run', { attributes: { parent: 'left.group', subkind: 'property-fn' } }),
      node('local', { kind: 'Variable', attributes: { parent: 'main' } }),
      ...functions('used', 'unused'),
    ],
    edges: [
      start,
      ...calls('main>table', 'local>unused'),
      edge('table.group', 'READS', 'used'),
      edge('left.group', 'READS', 'unused'),
    ],
    found: ['left.group.run dead unreferenced', 'unused dead referenced-by-dead'],
  },
  {
    promise: 'rules name functions, any value of an attribute, and decorators',
    nodes: [
      node('1', { name: 'run' }),
      node('2', { name: 'run', kind: 'Class' }),
      node('3', { attributes: { task: 'x' } }),
      node('4', { attributes: { task: 'false' } }),
      node('5', { attributes: { decorators: 'celery.job' } }),
    ],
    edges: calls('1>1'),
    options: { entryPoints: { functions: ['run'], attributes: { task: '*' }, decorators: ['job'] } },
    found: ['2 dead unreferenced', '4 dead unreferenced'],
  },
  {
    promise: 'the library preset starts also at the API, not at what is only exported',
    nodes: [
      main,
      node('5', { attributes: { api: 'true' } }),
      node('6', { attributes: { exported: 'true' } }),
      node('7', { attributes: { api: 'false' } }),
      ...functions('a'),
    ],
    edges: [start, ...calls('5>a')],
    options: { entryPoints: 'library' },
    found: ['6 dead unreferenced', '7 dead unreferenced'],
  },
  {
    promise: 'what runs is judged, not what only a type checker reads, nor overloads',
    nodes: [main, ...TYPES, ...functions('a'), node('o', { attributes: { overload: 'true' } })],
    edges: [start],
    found: ['a dead unreferenced'],
  },
  {
    promise: 'types are judged apart',
    nodes: [main, ...TYPES, ...functions('a'), node('o', { attributes: { overload: 'true' } })],
    edges: [start, ...calls('main>I')],
    options: { ...FROM_MAIN, types: true },
    found: ['E dead unreferenced', 'N dead unreferenced', 'T dead unreferenced'],
  },
  {
    promise: 'a module inside another declaration is no module entry',
    nodes: [
      node('file', { kind: 'Module', span: bytes(0, 100) }),
      node('namespace', { kind: 'Module', span: bytes(10, 50) }),
      node('nested', { kind: 'Module', file: 'src/b.ts', attributes: { parent: 'file' } }),
      ...functions('a', 'b', 'c'),
    ],
    edges: calls('file>a', 'namespace>b', 'nested>c'),
    options: { entryPoints: { kinds: ['Module'] } },
    found: ['b dead referenced-by-dead', 'c dead referenced-by-dead'],
  },
  {
    promise: 'explicit rules each name entry points: kind, name, file, attribute, id',
    nodes: [
      node('1', { kind: 'Task' }),
      node('2', { name: 'run' }),
      node('3', { file: 'bin/tools/x.ts' }),
      node('4', { attributes: { a: '1' } }),
      node('5', { attributes: { b: '2' } }),
      node('6', { attributes: { a: '2' } }),
      node('7'),
      ...functions('of1', 'of2', 'of3', 'of4', 'of5', 'of6', 'of7', 'main'),
    ],
    edges: calls('1>of1', '2>of2', '3>of3', '4>of4', '5>of5', '6>of6', '7>of7'),
    options: {
      entryPoints: {
        kinds: ['Task'],
        names: ['run'],
        files: ['bin/**'],
        attributes: { a: '1', b: '2' },
        ids: ['7', 'none'],
      },
    },
    found: ['6 dead unreferenced', 'main dead unreferenced', 'of6 dead referenced-by-dead'],
  },
  {
    promise: 'file globs stay in a folder with one star and cross folders with two',
    nodes: [
      node('1', { file: 'src/a.ts' }),
      node('2', { file: 'src/deep/a.ts' }),
      node('3', { file: 'lib/a.ts' }),
      node('4', { file: 'lib/deep/er/a.ts' }),
      node('5', { file: 'x1.ts' }),
      node('6', { file: 'x12.ts' }),
      node('7', { file: 'src.ts' }),
    ],
    edges: calls('1>1'),
    options: { entryPoints: { files: ['src/*', 'lib/**/*.ts', 'x?.ts'] } },
    found: ['2 dead unreferenced', '6 dead unreferenced', '7 dead unreferenced'],
  },
  {
    promise: 'functions, methods and classes are judged, other kinds on request',
    nodes: [
      main,
      node('p', { kind: 'Parameter' }),
      node('v', { kind: 'Variable' }),
      node('f'),
      node('F', { kind: 'function' }),
    ],
    edges: [start],
    options: { ...FROM_MAIN, kinds: ['Parameter', 'function'] },
    found: ['F dead unreferenced', 'p dead unreferenced'],
  },
  {
    promise: 'only dead items are listed, unless asked otherwise',
    nodes: [main, test, ...functions('dead', 'tested'), node('p', { file: 'a.py' })],
    edges: [start, ...calls('test>tested')],
    options: { entryPoints: { ids: ['main', 'test'] } },
    found: ['dead dead unreferenced'],
  },
  {
    promise: 'items are listed by id in code point order, whatever their verdict',
    nodes: [main, test, ...functions('\u{1F600}', '\uFF5E', 'b', 'B'), node('a', { file: 'a.py' })],
    edges: [start, ...calls('test>b')],
    options: FROM_MODULES,
    found: [
      'B dead unreferenced',
      'a unknown no-entry-point,no-liveness-edges',
      'b test-only referenced-by-tests',
      '\uFF5E dead unreferenced',
      '\u{1F600} dead unreferenced',
    ],
  },
  {
    promise: 'the constructor of a living class is alive, by its subkind or its name',
    nodes: [
      main,
      ...classWith('A', ['constructor', 'method']),
      ...classWith('B', ['make'], { subkind: 'constructor' }),
      ...classWith('C', ['constructor']),
    ],
    edges: calls('main>A', 'main>B'),
    found: ['A.method dead unreferenced', 'C dead unreferenced', 'C.constructor dead unreferenced'],
  },
  {
    promise: 'a constructor has the name that its language gives it',
    nodes: [
      main,
      ...classWith('A', ['new', 'A', '__init__']),
      ...classWith('P', ['__init__', 'constructor', 'P'], { language: 'python' }),
      ...classWith('J', ['J', 'new', 'other'], { language: 'brainfuck' }),
      node('snake', { attributes: { language: 'python' } }),
      node('brain', { attributes: { language: 'brainfuck' } }),
    ],
    edges: calls('main>A', 'main>P', 'main>J', 'snake>snake', 'brain>brain'),
    options: { ...FROM_MAIN, entryPoints: { ids: ['main', 'snake', 'brain'] } },
    found: [
      'A.A dead unreferenced',
      'A.__init__ dead unreferenced',
      'A.new dead unreferenced',
      'J.other dead unreferenced',
      'P.P dead unreferenced',
      'P.constructor dead unreferenced',
    ],
  },
  {
    promise: 'what a living constructor refers to is alive',
    nodes: [main, ...classWith('A', ['constructor']), ...functions('helper')],
    edges: calls('main>A', 'A.constructor>helper'),
    found: [],
  },
  {
    promise: 'a constructor of no class gets no life from its container',
    nodes: [main, node('f'), node('m', { name: 'constructor', kind: 'Method', attributes: { parent: 'f' } })],
    edges: calls('main>f'),
    found: ['m dead unreferenced'],
  },
  {
    promise: 'a method that overrides a living one is alive where its class is',
    nodes: [main, ...classWith('A', ['run']), ...classWith('B', ['run', 'stop'])],
    edges: [edge('B', 'EXTENDS', 'A'), ...calls('main>A.run', 'main>B')],
    found: ['B.stop dead unreferenced'],
  },
  {
    promise: 'an implementation that is never made is dead, and so are its overrides',
    nodes: [main, ...classWith('A', ['run']), ...classWith('B', ['run'])],
    edges: [edge('B', 'IMPLEMENTS', 'A'), ...calls('main>A.run')],
    found: ['B dead unreferenced', 'B.run dead unreferenced,class-not-alive'],
  },
  {
    promise: 'overrides are found over several steps of inheritance',
    nodes: [main, ...classWith('A', ['run']), ...classWith('B', []), ...classWith('C', ['run'])],
    edges: [edge('C', 'EXTENDS', 'B'), edge('B', 'IMPLEMENTS', 'A'), ...calls('main>A.run', 'main>C')],
    found: [],
  },
  {
    promise: 'an overridden method gets no life from those that override it',
    nodes: [main, ...classWith('A', ['run']), ...classWith('B', ['run'])],
    edges: [edge('B', 'EXTENDS', 'A'), ...calls('main>B.run')],
    found: ['A.run dead unreferenced'],
  },
  {
    promise: 'overriding takes the same name, a class each, and inheritance from class to class',
    nodes: [
      main,
      ...classWith('A', ['run', 'Run']),
      ...classWith('B', ['walk']),
      ...classWith('C', ['run']),
      ...functions('f'),
      ...classWith('D', ['run']),
    ],
    edges: [
      edge('B', 'EXTENDS', 'A'),
      edge('C', 'READS', 'A'),
      edge('D', 'EXTENDS', 'f'),
      edge('f', 'EXTENDS', 'A'),
      ...calls('main>A.run', 'main>B', 'main>C', 'main>D'),
    ],
    found: [
      'A.Run dead unreferenced',
      'B.walk dead unreferenced',
      'C.run dead unreferenced',
      'D.run dead unreferenced',
    ],
  },
  {
    promise: 'the fields of a living class are alive, and what they refer to, not those of an interface',
    nodes: [
      main,
      node('A', { kind: 'Class' }),
      node('A.x', { kind: 'Variable', attributes: { parent: 'A' } }),
      node('I', { kind: 'Class', attributes: { subkind: 'interface' } }),
      node('I.x', { kind: 'Variable', attributes: { parent: 'I' } }),
      node('Dead', { kind: 'Class' }),
      node('Dead.x', { kind: 'Variable', attributes: { parent: 'Dead' } }),
      ...functions('a', 'b', 'c'),
    ],
    edges: calls('main>A', 'main>I', 'A.x>a', 'I.x>b', 'Dead.x>c'),
    found: ['Dead dead unreferenced', 'b dead referenced-by-dead', 'c dead referenced-by-dead'],
  },
  {
    promise: 'functions of an object literal live as soon as what they stand in, closures do not',
    nodes: [
      main,
      ...functions('dead'),
      ...(['method', 'getter', 'setter', 'property-fn', 'local-fn'] as const).map((subkind) =>
        node(`main.${subkind}`, { kind: 'Method', attributes: { subkind, parent: 'main' } }),
      ),
      node('main.fn', { attributes: { subkind: 'property-fn', parent: 'main' } }),
      node('dead.method', { kind: 'Method', attributes: { subkind: 'method', parent: 'dead' } }),
      node('go', { kind: 'Method', file: 'a.go', attributes: { subkind: 'method', parent: 'main' } }),
      node('start', { file: 'a.go' }),
      node('a'),
    ],
    edges: [start, ...calls('main.method>a', 'start>start')],
    options: { ...FROM_MAIN, entryPoints: { ids: ['main', 'start'] } },
    found: [
      'dead dead unreferenced',
      'dead.method dead unreferenced',
      'go dead unreferenced',
      'main.local-fn dead unreferenced',
    ],
  },
  {
    promise: 'an accessor or a function overrides a property of that name',
    nodes: [
      main,
      node('I', { kind: 'Class', attributes: { subkind: 'interface' } }),
      node('I.x', { name: 'x', kind: 'Variable', attributes: { parent: 'I' } }),
      node('I.y', { name: 'y', kind: 'Variable', attributes: { parent: 'I' } }),
      ...classWith('A', ['x', 'y']),
      ...classWith('B', []),
      node('B.x', { name: 'x', attributes: { subkind: 'property-fn', parent: 'B' } }),
    ],
    edges: [
      ...calls('main>A', 'main>B', 'main>I.x'),
      edge('A', 'IMPLEMENTS', 'I'),
      edge('B', 'IMPLEMENTS', 'I'),
    ],
    found: ['A.y dead unreferenced'],
  },
  {
    promise: 'a method that itself implements something living is alive where its class is',
    nodes: [
      main,
      node('I', { kind: 'Class' }),
      node('I.x', { name: 'x', kind: 'Variable', attributes: { parent: 'I', subkind: 'property' } }),
      ...classWith('A', ['other', 'alone']),
      ...classWith('Dead', ['other']),
    ],
    edges: [
      ...calls('main>A', 'main>I.x'),
      edge('A.other', 'IMPLEMENTS', 'I.x'),
      edge('Dead.other', 'IMPLEMENTS', 'I.x'),
    ],
    found: [
      'A.alone dead unreferenced',
      'Dead dead unreferenced',
      'Dead.other dead unreferenced,class-not-alive',
    ],
  },
  {
    promise: 'constructors and overrides count whatever liveness kinds are chosen',
    nodes: [main, ...classWith('A', ['run']), ...classWith('B', ['run', 'constructor'])],
    edges: [edge('B', 'EXTENDS', 'A'), ...calls('main>A.run', 'main>B')],
    options: { ...FROM_MAIN, livenessKinds: ['CALLS'] },
    found: [],
  },
  {
    promise: 'life that came by an override spreads on',
    nodes: [
      main,
      ...classWith('A', ['run']),
      ...classWith('B', ['run']),
      ...classWith('C', ['run']),
      ...functions('f'),
    ],
    edges: [
      edge('B', 'EXTENDS', 'A'),
      edge('C', 'EXTENDS', 'A'),
      ...calls('main>A.run', 'main>B', 'B.run>C', 'C.run>f'),
    ],
    found: [],
  },
  {
    promise: 'an override of what only tests reach is test-only, and waits for its class',
    nodes: [main, test, ...classWith('A', ['run']), ...classWith('B', ['run']), ...classWith('C', ['run'])],
    edges: [
      edge('B', 'EXTENDS', 'A'),
      edge('C', 'EXTENDS', 'A'),
      ...calls('main>A.run', 'main>main', 'test>B'),
    ],
    options: FROM_MODULES,
    found: [
      'B test-only referenced-by-tests',
      'B.run test-only unreferenced,class-not-alive',
      'C dead unreferenced',
      'C.run dead unreferenced,class-not-alive',
    ],
  },
];
