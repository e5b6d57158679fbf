import { quote } from '../../errors/index.ts';
import { JUDGED_KINDS } from '../../graph/index.ts';
import type { DeadCodeQuery, IfDeletedQuery, LivenessQuery, WhyAliveQuery } from '../backend/query-engine.ts';
import type { NodeSelector } from '../queries/answers.ts';
import type {
  DeadCodeOptions,
  EntryPreset,
  EntryRules,
  IfDeletedOptions,
  LivenessOptions,
  WhyAliveOptions,
} from '../queries/liveness.ts';
import {
  checkFlag,
  checkKeys,
  checkOptions,
  checkShare,
  checkStrings,
  checkTextMap,
  distinctStrings,
  limitOf,
  wrongOption,
} from './option-checks.ts';
import { checkSelector, selectorList } from './selector-options.ts';
import { DEFAULT_TEST_FILES } from './test-files.ts';

const PRESETS: readonly EntryPreset[] = ['application', 'library'];
const LISTABLE_VERDICTS = ['dead', 'test-only', 'unknown'] as const;
const RULE_LISTS = ['kinds', 'names', 'functions', 'files', 'decorators', 'ids'] as const;
const RULE_KEYS = [...RULE_LISTS, 'attributes', 'tests'];
const LIVENESS_KEYS = ['entryPoints', 'livenessKinds', 'testFiles'];
const DEAD_CODE_KEYS = [
  ...LIVENESS_KEYS,
  'kinds',
  'types',
  'verdicts',
  'minConfidence',
  'groupByRoot',
  'mark',
  'limit',
];

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
    ...livenessQuery(options),
    kinds: judgedKinds(options.kinds),
    types: checkFlag(options.types ?? false, 'types'),
    verdicts: LISTABLE_VERDICTS.filter((verdict) => verdicts.includes(verdict)),
    minConfidence: checkShare(options.minConfidence ?? 0, 'minConfidence'),
    groupByRoot: checkFlag(options.groupByRoot ?? false, 'groupByRoot'),
    mark: checkFlag(options.mark ?? false, 'mark'),
    limit: limitOf(options),
  };
}

/** @throws `CONFIG_INVALID` naming the option */
export function whyAliveQuery(node: NodeSelector, options: WhyAliveOptions): WhyAliveQuery {
  checkOptions(options, LIVENESS_KEYS);
  return { ...livenessQuery(options), node: checkSelector(node) };
}

/** @throws `CONFIG_INVALID` naming the option */
export function ifDeletedQuery(
  nodes: NodeSelector | readonly NodeSelector[],
  options: IfDeletedOptions,
): IfDeletedQuery {
  checkOptions(options, [...LIVENESS_KEYS, 'kinds', 'limit']);
  return {
    ...livenessQuery(options),
    nodes: selectorList(nodes, 'nodes'),
    kinds: judgedKinds(options.kinds),
    limit: limitOf(options),
  };
}

function livenessQuery(options: Omit<LivenessOptions, 'limit'>): LivenessQuery {
  return {
    entryPoints: options.entryPoints === undefined ? undefined : checkEntryPoints(options.entryPoints),
    livenessKinds: distinctStrings(options.livenessKinds, 'livenessKinds'),
    testFiles: checkStrings(options.testFiles ?? DEFAULT_TEST_FILES, 'testFiles'),
    signal: options.signal,
    onProgress: options.onProgress,
  };
}

function judgedKinds(kinds: readonly string[] | undefined): readonly string[] {
  return distinctStrings(kinds, 'kinds') ?? JUDGED_KINDS;
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
  for (const key of RULE_LISTS) checkStrings(value[key] ?? [], `entryPoints.${key}`);
  if (value.attributes !== undefined) checkTextMap(value.attributes, 'entryPoints.attributes');
  checkFlag(value.tests ?? false, 'entryPoints.tests');
  return value;
}
