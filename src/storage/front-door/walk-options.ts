import type { CallGraphQuery, ImpactQuery, PathQuery } from '../backend/query-engine.ts';
import type { NodeSelector } from '../queries/answers.ts';
import type { CallGraphOptions, ImpactOptions, ImpactTarget, PathOptions } from '../queries/walks.ts';
import {
  checkChoice,
  checkDepth,
  checkEdgeKinds,
  checkFlag,
  checkKeys,
  checkOptions,
  checkStrings,
  limitOf,
  wrongOption,
} from './option-checks.ts';
import { checkSelector, checkSelectors, selectorList } from './selector-options.ts';
import { DEFAULT_TEST_FILES } from './test-files.ts';

const DIRECTIONS = ['callers', 'callees', 'both'] as const;
const CALL_GRAPH_KEYS = ['limit', 'depth', 'edgeKinds', 'direction'];
const PATH_KEYS = ['depth', 'edgeKinds'];
const IMPACT_KEYS = ['limit', 'depth', 'edgeKinds', 'throughOverrides', 'testFiles'];

/** @throws `CONFIG_INVALID` naming the option */
export function callGraphQuery(
  roots: NodeSelector | readonly NodeSelector[],
  options: CallGraphOptions,
): CallGraphQuery {
  const selectors = selectorList(roots, 'roots');
  if (selectors.length === 0) throw wrongOption('roots', 'is empty', 'Name at least one node.');
  checkOptions(options, CALL_GRAPH_KEYS);
  return {
    roots: selectors,
    depth: checkDepth(options.depth ?? 2),
    edgeKinds: checkEdgeKinds(options.edgeKinds ?? ['CALLS']),
    direction: checkChoice(options.direction ?? 'both', DIRECTIONS, 'direction'),
    limit: limitOf(options),
    signal: options.signal,
    onProgress: options.onProgress,
  };
}

/** @throws `CONFIG_INVALID` naming the option */
export function pathQuery(from: NodeSelector, to: NodeSelector, options: PathOptions): PathQuery {
  checkOptions(options, PATH_KEYS);
  return {
    from: checkSelector(from, 'from'),
    to: checkSelector(to, 'to'),
    depth: checkDepth(options.depth ?? Number.POSITIVE_INFINITY),
    edgeKinds: checkEdgeKinds(options.edgeKinds ?? ['CALLS']),
    signal: options.signal,
    onProgress: options.onProgress,
  };
}

/** @throws `CONFIG_INVALID` naming the option */
export function impactQuery(target: ImpactTarget, options: ImpactOptions): ImpactQuery {
  checkKeys(target, ['nodes', 'files'], 'target');
  checkOptions(options, IMPACT_KEYS);
  const nodes = checkSelectors(target.nodes ?? [], 'target.nodes');
  const files = [...new Set(checkStrings(target.files ?? [], 'target.files'))];
  if (nodes.length + files.length === 0) {
    throw wrongOption('target', 'names nothing', 'Name at least one node or file.');
  }
  return {
    nodes,
    files,
    depth: checkDepth(options.depth ?? Number.POSITIVE_INFINITY),
    edgeKinds: options.edgeKinds === undefined ? undefined : checkEdgeKinds(options.edgeKinds),
    throughOverrides: checkFlag(options.throughOverrides ?? false, 'throughOverrides'),
    testFiles: checkStrings(options.testFiles ?? DEFAULT_TEST_FILES, 'testFiles'),
    limit: limitOf(options),
    signal: options.signal,
    onProgress: options.onProgress,
  };
}
