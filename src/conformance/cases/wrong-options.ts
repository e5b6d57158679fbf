import type { GraphQueries } from '../../storage/index.ts';

/** What a caller without types may pass, and the option that the refusal has to name. */
const COUNTS: readonly unknown[] = [-1, 1.5, Number.NaN, '1', {}, Number.NEGATIVE_INFINITY, 2 ** 53];
const SHARES: readonly unknown[] = [-0.1, 1.1, Number.NaN, '1', []];
const FLAGS: readonly unknown[] = [0, 'true', []];
const TIMEOUTS: readonly unknown[] = [0, ...COUNTS, Number.POSITIVE_INFINITY, 2 ** 31, null];
const TEXTS: readonly unknown[] = [null, 5, {}, ['a'], '\ud800'];
const LISTS: readonly unknown[] = [5, {}, [5], [null], ['\ud800']];
const MAPS: readonly unknown[] = [null, 5, [], { x: null }, { x: 5 }, { x: '\ud800' }];

type Ask = (queries: GraphQueries, repoId: string, value: never) => Promise<unknown>;

/** The method, the option, wrong values of it, and the call. */
export const WRONG_OPTIONS: readonly (readonly [string, string, readonly unknown[], Ask])[] = [
  [
    'findNodes',
    'limit',
    [...COUNTS, Number.POSITIVE_INFINITY],
    (of, id, limit) => of.findNodes(id, {}, { limit }),
  ],
  [
    'findNodes',
    'cursor',
    [null, 5, '', 'x', 'bm90IG91cnM'],
    (of, id, cursor) => of.findNodes(id, {}, { cursor }),
  ],
  ['findNodes', 'filter.id', TEXTS, (of, id, value) => of.findNodes(id, { id: value })],
  ['findNodes', 'filter.name', TEXTS, (of, id, name) => of.findNodes(id, { name })],
  ['findNodes', 'filter.glob', TEXTS, (of, id, glob) => of.findNodes(id, { glob })],
  ['findNodes', 'filter.file', TEXTS, (of, id, file) => of.findNodes(id, { file })],
  ['findNodes', 'filter.kind', [...LISTS, '\ud800'], (of, id, kind) => of.findNodes(id, { kind })],
  ['findNodes', 'filter.line', COUNTS, (of, id, line) => of.findNodes(id, { line })],
  ['findNodes', 'filter.attributes', MAPS, (of, id, attributes) => of.findNodes(id, { attributes })],
  ['findNodes', 'filter.nmae', ['x'], (of, id, nmae) => of.findNodes(id, { nmae } as never)],
  ['findNodes', 'filter', [null, 5, 'a'], (of, id, filter) => of.findNodes(id, filter)],
  ['findNodes', 'limt', [5], (of, id, limt) => of.findNodes(id, {}, { limt } as never)],
  ['findNodes', 'timeoutMs', TIMEOUTS, (of, id, timeoutMs) => of.findNodes(id, {}, { timeoutMs })],
  ['summary', 'timeoutMs', TIMEOUTS, (of, id, timeoutMs) => of.summary(id, { timeoutMs })],
  ['summary', 'limit', [5], (of, id, limit) => of.summary(id, { limit } as never)],
  ['callers', 'limit', COUNTS, (of, id, limit) => of.callers(id, 'a', { limit })],
  ['callers', 'depth', [0, ...COUNTS], (of, id, depth) => of.callers(id, 'a', { depth })],
  [
    'callees',
    'edgeKinds',
    [[], ...LISTS, 'CALLS'],
    (of, id, edgeKinds) => of.callees(id, 'a', { edgeKinds }),
  ],
  ['callees', 'edgeKind', ['CALLS'], (of, id, edgeKind) => of.callees(id, 'a', { edgeKind } as never)],
  ['callees', 'node', [null, 5, '\ud800'], (of, id, node) => of.callees(id, node)],
  ['callees', 'node.id', TEXTS, (of, id, value) => of.callees(id, { id: value })],
  ['callees', 'node.name', [undefined, ...TEXTS], (of, id, name) => of.callees(id, { name })],
  ['callers', 'node.kind', TEXTS, (of, id, kind) => of.callers(id, { name: 'a', kind })],
  ['callers', 'node.file', TEXTS, (of, id, file) => of.callers(id, { name: 'a', file })],
  ['callees', 'node.kind', ['x'], (of, id, kind) => of.callees(id, { id: 'a', kind } as never)],
  ['callers', 'node.path', ['x'], (of, id, path) => of.callers(id, { name: 'a', path } as never)],
  ['callers', 'throughOverrides', FLAGS, (of, id, value) => of.callers(id, 'a', { throughOverrides: value })],
  ['callGraph', 'limit', COUNTS, (of, id, limit) => of.callGraph(id, 'a', { limit })],
  ['callGraph', 'depth', [0, ...COUNTS], (of, id, depth) => of.callGraph(id, 'a', { depth })],
  ['callGraph', 'edgeKinds', [[], ...LISTS], (of, id, edgeKinds) => of.callGraph(id, 'a', { edgeKinds })],
  ['callGraph', 'direction', [5, 'up', 'Both'], (of, id, direction) => of.callGraph(id, 'a', { direction })],
  ['callGraph', 'roots', [null, 5, []], (of, id, roots) => of.callGraph(id, roots)],
  ['callGraph', 'roots[1]', [null, 5, ['a'], '\ud800'], (of, id, root) => of.callGraph(id, ['a', root])],
  ['callGraph', 'dept', [5], (of, id, dept) => of.callGraph(id, 'a', { dept } as never)],
  ['callPath', 'from', [null, 5, '\ud800'], (of, id, from) => of.callPath(id, from, 'a')],
  ['callPath', 'to', [null, 5, '\ud800'], (of, id, to) => of.callPath(id, 'a', to)],
  ['callPath', 'depth', [0, ...COUNTS], (of, id, depth) => of.callPath(id, 'a', 'b', { depth })],
  ['callPath', 'edgeKinds', [[], ...LISTS], (of, id, edgeKinds) => of.callPath(id, 'a', 'b', { edgeKinds })],
  ['callPath', 'limit', [5], (of, id, limit) => of.callPath(id, 'a', 'b', { limit } as never)],
  ['impactOf', 'target', [null, 5, {}, { nodes: [] }], (of, id, target) => of.impactOf(id, target)],
  ['impactOf', 'target.node', ['a'], (of, id, node) => of.impactOf(id, { node } as never)],
  ['impactOf', 'target.nodes', [5, {}, 'a'], (of, id, nodes) => of.impactOf(id, { nodes })],
  ['impactOf', 'target.files', LISTS, (of, id, files) => of.impactOf(id, { files })],
  [
    'impactOf',
    'edgeKinds',
    [[], ...LISTS],
    (of, id, edgeKinds) => of.impactOf(id, { nodes: ['a'] }, { edgeKinds }),
  ],
  ['impactOf', 'testFiles', LISTS, (of, id, testFiles) => of.impactOf(id, { nodes: ['a'] }, { testFiles })],
  ['deadCode', 'limit', COUNTS, (of, id, limit) => of.deadCode(id, { limit })],
  [
    'deadCode',
    'entryPoints',
    [null, 5, 'main', ''],
    (of, id, entryPoints) => of.deadCode(id, { entryPoints }),
  ],
  ['deadCode', 'entryPoints.kinds', LISTS, (of, id, kinds) => of.deadCode(id, { entryPoints: { kinds } })],
  ['deadCode', 'entryPoints.names', LISTS, (of, id, names) => of.deadCode(id, { entryPoints: { names } })],
  ['deadCode', 'entryPoints.files', LISTS, (of, id, files) => of.deadCode(id, { entryPoints: { files } })],
  ['deadCode', 'entryPoints.ids', LISTS, (of, id, ids) => of.deadCode(id, { entryPoints: { ids } })],
  [
    'deadCode',
    'entryPoints.attributes',
    MAPS,
    (of, id, attributes) => of.deadCode(id, { entryPoints: { attributes } }),
  ],
  [
    'deadCode',
    'entryPoints.name',
    ['x'],
    (of, id, name) => of.deadCode(id, { entryPoints: { name } as never }),
  ],
  ['deadCode', 'kinds', LISTS, (of, id, kinds) => of.deadCode(id, { kinds })],
  ['deadCode', 'livenessKinds', LISTS, (of, id, livenessKinds) => of.deadCode(id, { livenessKinds })],
  ['deadCode', 'testFiles', LISTS, (of, id, testFiles) => of.deadCode(id, { testFiles })],
  [
    'deadCode',
    'verdicts',
    [...LISTS, ['alive'], 'dead'],
    (of, id, verdicts) => of.deadCode(id, { verdicts }),
  ],
  [
    'deadCode',
    'entrypoints',
    ['library'],
    (of, id, entrypoints) => of.deadCode(id, { entrypoints } as never),
  ],
  ['deadCode', 'minConfidence', SHARES, (of, id, minConfidence) => of.deadCode(id, { minConfidence })],
  ['deadCode', 'groupByRoot', FLAGS, (of, id, groupByRoot) => of.deadCode(id, { groupByRoot })],
  ['whyAlive', 'node', [null, 5, '\ud800'], (of, id, node) => of.whyAlive(id, node)],
  [
    'whyAlive',
    'entryPoints',
    [null, 5, 'main'],
    (of, id, entryPoints) => of.whyAlive(id, 'a', { entryPoints }),
  ],
  ['whyAlive', 'limit', [5], (of, id, limit) => of.whyAlive(id, 'a', { limit } as never)],
  ['ifDeleted', 'nodes', [null, 5], (of, id, nodes) => of.ifDeleted(id, nodes)],
  ['ifDeleted', 'nodes[0]', [null, 5], (of, id, node) => of.ifDeleted(id, [node])],
  ['ifDeleted', 'limit', COUNTS, (of, id, limit) => of.ifDeleted(id, 'a', { limit })],
  ['ifDeleted', 'kinds', LISTS, (of, id, kinds) => of.ifDeleted(id, 'a', { kinds })],
  ['ifDeleted', 'verdicts', [['dead']], (of, id, verdicts) => of.ifDeleted(id, 'a', { verdicts } as never)],
];
