import { quote } from '../errors/index.ts';
import type { DeadCodeOptions, EntryPreset, EntryRules } from './dead-code.ts';
import {
  checkKeys,
  checkOptions,
  checkStrings,
  checkTextMap,
  distinctStrings,
  limitOf,
  wrongOption,
} from './option-checks.ts';
import type { DeadCodeQuery } from './query-engine.ts';
import { DEFAULT_TEST_FILES } from './test-files.ts';

const PRESETS: readonly EntryPreset[] = ['application', 'library'];
const LISTABLE_VERDICTS = ['dead', 'test-only', 'unknown'] as const;
const RULE_KEYS = ['kinds', 'names', 'files', 'attributes', 'ids'];
const DEAD_CODE_KEYS = ['entryPoints', 'kinds', 'livenessKinds', 'testFiles', 'verdicts', 'limit'];

/** @throws `CONFIG_INVALID` naming the option */
export function deadCodeQuery(options: DeadCodeOptions): DeadCodeQuery {
  checkOptions(options, DEAD_CODE_KEYS);
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
    livenessKinds: distinctStrings(options.livenessKinds, 'livenessKinds'),
    testFiles: checkStrings(options.testFiles ?? DEFAULT_TEST_FILES, 'testFiles'),
    verdicts: LISTABLE_VERDICTS.filter((verdict) => verdicts.includes(verdict)),
    limit: limitOf(options),
    signal: options.signal,
    onProgress: options.onProgress,
  };
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
