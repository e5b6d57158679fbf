import type { CyclesQuery, DependenciesQuery, HotspotsQuery } from '../backend/query-engine.ts';
import type { CyclesOptions, DependenciesOptions, HotspotsOptions } from '../queries/structure.ts';
import {
  checkChoice,
  checkEdgeKinds,
  checkFlag,
  checkOptions,
  checkString,
  distinctStrings,
  limitOf,
} from './option-checks.ts';

const CYCLES_KEYS = ['by', 'edgeKinds', 'selfLoops', 'limit'];
const DEPENDENCIES_KEYS = ['by', 'edgeKinds', 'from', 'to', 'edges', 'limit'];
const HOTSPOTS_KEYS = ['by', 'weighted', 'edgeKinds', 'kinds', 'limit'];

/** @throws `CONFIG_INVALID` naming the option */
export function cyclesQuery(options: CyclesOptions): CyclesQuery {
  checkOptions(options, CYCLES_KEYS);
  const by = checkChoice(options.by ?? 'symbol', ['symbol', 'file', 'folder'], 'by');
  return {
    by,
    edgeKinds: chosenKinds(options) ?? (by === 'symbol' ? ['CALLS'] : undefined),
    selfLoops: checkFlag(options.selfLoops ?? false, 'selfLoops'),
    limit: limitOf(options),
    signal: options.signal,
    onProgress: options.onProgress,
  };
}

/** @throws `CONFIG_INVALID` naming the option */
export function dependenciesQuery(options: DependenciesOptions): DependenciesQuery {
  checkOptions(options, DEPENDENCIES_KEYS);
  return {
    by: checkChoice(options.by ?? 'file', ['file', 'folder'], 'by'),
    edgeKinds: chosenKinds(options),
    from: options.from === undefined ? undefined : checkString(options.from, 'from'),
    to: options.to === undefined ? undefined : checkString(options.to, 'to'),
    edges: checkFlag(options.edges ?? false, 'edges'),
    limit: limitOf(options),
    signal: options.signal,
    onProgress: options.onProgress,
  };
}

/** @throws `CONFIG_INVALID` naming the option */
export function hotspotsQuery(options: HotspotsOptions): HotspotsQuery {
  checkOptions(options, HOTSPOTS_KEYS);
  return {
    by: checkChoice(options.by ?? 'both', ['fan-in', 'fan-out', 'both'], 'by'),
    weighted: checkFlag(options.weighted ?? false, 'weighted'),
    edgeKinds: checkEdgeKinds(options.edgeKinds ?? ['CALLS']),
    kinds: distinctStrings(options.kinds, 'kinds'),
    limit: limitOf(options),
    signal: options.signal,
    onProgress: options.onProgress,
  };
}

function chosenKinds({
  edgeKinds,
}: {
  readonly edgeKinds?: readonly string[];
}): readonly string[] | undefined {
  return edgeKinds === undefined ? undefined : checkEdgeKinds(edgeKinds);
}
