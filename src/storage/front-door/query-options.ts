import type { FindQuery, WalkDirection, WalkQuery } from '../backend/query-engine.ts';
import type { CallOptions, NodeSelector } from '../queries/answers.ts';
import type { FindOptions, NodeFilter } from '../queries/graph-queries.ts';
import {
  checkCount,
  checkDepth,
  checkEdgeKinds,
  checkFlag,
  checkKeys,
  checkOptions,
  checkString,
  checkStrings,
  checkTextMap,
  limitOf,
  wrongOption,
} from './option-checks.ts';
import { checkSelector } from './selector-options.ts';

const FILTER_KEYS = ['id', 'name', 'glob', 'kind', 'file', 'line', 'attributes'];
const FIND_KEYS = ['limit', 'cursor'];
const CALL_KEYS = ['limit', 'depth', 'edgeKinds', 'throughOverrides'];

/** @throws `CONFIG_INVALID` naming the option */
export function findQuery(filter: NodeFilter, options: FindOptions): FindQuery {
  checkKeys(filter, FILTER_KEYS, 'filter');
  checkOptions(options, FIND_KEYS);
  for (const key of ['id', 'name', 'glob', 'file'] as const) {
    if (filter[key] !== undefined) checkString(filter[key], `filter.${key}`);
  }
  if (filter.attributes !== undefined) checkTextMap(filter.attributes, 'filter.attributes');
  if (filter.line !== undefined) checkCount(filter.line, 'filter.line');
  if (filter.kind !== undefined)
    checkStrings(typeof filter.kind === 'string' ? [filter.kind] : filter.kind, 'filter.kind');
  return {
    filter,
    limit: limitOf(options),
    after: options.cursor === undefined ? undefined : decodeCursor(options.cursor),
    signal: options.signal,
    onProgress: options.onProgress,
  };
}

/** @throws `CONFIG_INVALID` naming the option */
export function walkQuery(direction: WalkDirection, start: NodeSelector, options: CallOptions): WalkQuery {
  checkSelector(start);
  checkOptions(options, CALL_KEYS);
  return {
    start,
    direction,
    depth: checkDepth(options.depth ?? 1),
    edgeKinds: checkEdgeKinds(options.edgeKinds ?? ['CALLS']),
    throughOverrides: checkFlag(options.throughOverrides ?? false, 'throughOverrides'),
    limit: limitOf(options),
    signal: options.signal,
    onProgress: options.onProgress,
  };
}

/** The cursor that continues after the given id; opaque to callers. */
export function encodeCursor(lastId: string): string {
  return Buffer.from(`1:${lastId}`).toString('base64url');
}

function decodeCursor(cursor: string): string {
  const text = Buffer.from(checkString(cursor, 'cursor'), 'base64url').toString();
  if (!text.startsWith('1:')) {
    throw wrongOption('cursor', 'is none of ours', 'Pass the nextCursor of an earlier answer unchanged.');
  }
  return text.slice(2);
}
