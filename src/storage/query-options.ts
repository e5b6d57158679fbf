import { describe, nearest, quote, StorageError } from '../errors/index.ts';
import type { DeadCodeOptions, EntryPreset, EntryRules } from './dead-code.ts';
import type { CallOptions, FindOptions, NodeFilter, NodeSelector } from './queries.ts';
import type { DeadCodeQuery, FindQuery, WalkDirection, WalkQuery } from './query-engine.ts';
import { DEFAULT_TEST_FILES } from './test-files.ts';

const DEFAULT_LIMIT = 100;
const PRESETS: readonly EntryPreset[] = ['application', 'library'];
const LISTABLE_VERDICTS = ['dead', 'test-only', 'unknown'] as const;
const FILTER_KEYS = ['id', 'name', 'glob', 'kind', 'file', 'line', 'attributes'];
const RULE_KEYS = ['kinds', 'names', 'files', 'attributes', 'ids'];
const FIND_KEYS = ['limit', 'cursor', 'signal', 'onProgress'];
const CALL_KEYS = ['limit', 'depth', 'edgeKinds', 'signal', 'onProgress'];
const DEAD_CODE_KEYS = [
  'entryPoints',
  'kinds',
  'livenessKinds',
  'testFiles',
  'verdicts',
  'limit',
  'signal',
  'onProgress',
];

/** @throws `CONFIG_INVALID` naming the option */
export function findQuery(filter: NodeFilter, options: FindOptions): FindQuery {
  checkKeys(filter, FILTER_KEYS, 'filter');
  checkKeys(options, FIND_KEYS, 'options');
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
  checkKeys(options, CALL_KEYS, 'options');
  const depth = options.depth ?? 1;
  if (depth !== Number.POSITIVE_INFINITY) checkCount(depth, 'depth', 1);
  const edgeKinds = [...new Set(checkStrings(options.edgeKinds ?? ['CALLS'], 'edgeKinds'))];
  if (edgeKinds.length === 0) throw wrongOption('edgeKinds', 'is empty', 'Name at least one edge kind.');
  return {
    start,
    direction,
    depth,
    edgeKinds,
    limit: limitOf(options),
    signal: options.signal,
    onProgress: options.onProgress,
  };
}

/** @throws `CONFIG_INVALID` naming the option */
export function deadCodeQuery(options: DeadCodeOptions): DeadCodeQuery {
  checkKeys(options, DEAD_CODE_KEYS, 'options');
  const verdicts = checkStrings(options.verdicts ?? ['dead'], 'verdicts');
  for (const verdict of verdicts) {
    if (!LISTABLE_VERDICTS.some((known) => known === verdict)) {
      throw wrongOption(
        'verdicts',
        `holds ${quote(verdict)}`,
        `Choose from ${LISTABLE_VERDICTS.join(', ')}.`,
      );
    }
  }
  return {
    entryPoints: options.entryPoints === undefined ? undefined : checkEntryPoints(options.entryPoints),
    kinds: [...new Set(checkStrings(options.kinds ?? ['Function', 'Method', 'Class'], 'kinds'))],
    livenessKinds:
      options.livenessKinds === undefined
        ? undefined
        : [...new Set(checkStrings(options.livenessKinds, 'livenessKinds'))],
    testFiles: checkStrings(options.testFiles ?? DEFAULT_TEST_FILES, 'testFiles'),
    verdicts: LISTABLE_VERDICTS.filter((verdict) => verdicts.includes(verdict)),
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

function checkEntryPoints(value: EntryPreset | EntryRules): EntryPreset | EntryRules {
  if (typeof value === 'string') {
    if (PRESETS.includes(value)) return value;
    throw wrongOption(
      'entryPoints',
      `is ${quote(value)}`,
      `Choose from ${PRESETS.join(', ')}, or give rules.`,
    );
  }
  checkKeys(value, RULE_KEYS, 'entryPoints');
  for (const key of ['kinds', 'names', 'files', 'ids'] as const)
    checkStrings(value[key] ?? [], `entryPoints.${key}`);
  if (value.attributes !== undefined) checkTextMap(value.attributes, 'entryPoints.attributes');
  return value;
}

function checkSelector(selector: NodeSelector): void {
  if (typeof selector === 'string') {
    checkString(selector, 'node');
    return;
  }
  if (typeof selector === 'object' && selector !== null && 'id' in selector) {
    checkKeys(selector, ['id'], 'node');
    checkString(selector.id, 'node.id');
    return;
  }
  checkKeys(selector, ['name', 'kind', 'file'], 'node');
  checkString(selector.name, 'node.name');
  if (selector.kind !== undefined) checkString(selector.kind, 'node.kind');
  if (selector.file !== undefined) checkString(selector.file, 'node.file');
}

function limitOf(options: { readonly limit?: number }): number {
  return checkCount(options.limit ?? DEFAULT_LIMIT, 'limit');
}

function checkCount(value: number, name: string, least = 0): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw wrongOption(name, `is ${describe(value)}`, `Give an integer of at least ${least}.`);
}

function checkString(value: string, name: string): string {
  if (typeof value !== 'string') {
    throw wrongOption(name, `must be a string but is ${describe(value)}`, 'Give a string.');
  }
  // A driver would send the replacement character in its place, which may well be stored.
  if (!value.isWellFormed()) throw wrongOption(name, 'holds a lone surrogate', 'No stored text has one.');
  return value;
}

function checkStrings<Text extends string>(value: readonly Text[], name: string): readonly Text[] {
  if (!isTextList(value))
    throw wrongOption(
      name,
      'must be a list of well-formed strings',
      'Give an array, [] where there is nothing.',
    );
  return value;
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && item.isWellFormed());
}

function checkTextMap(value: Readonly<Record<string, string>>, name: string): void {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap || !isTextList(Object.entries(value).flat())) {
    throw wrongOption(name, 'must be an object of well-formed strings', 'Give { name: value }.');
  }
}

/** Unknown keys are refused, so that a misspelt option is never silently without effect. */
function checkKeys(value: object, known: readonly string[], name: string): void {
  if (typeof value !== 'object' || value === null) {
    throw wrongOption(name, `must be an object but is ${describe(value)}`, 'Give an object.');
  }
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    const hint = nearest(key, known, 1).map((near) => ` Did you mean ${near}?`);
    throw wrongOption(`${name}.${key}`, 'is unknown', `Known are ${known.join(', ')}.${hint}`);
  }
}

function wrongOption(option: string, problem: string, remedy: string): StorageError {
  return new StorageError('CONFIG_INVALID', `Option ${option} ${problem}. ${remedy}`, {
    context: { option },
  });
}
