import { pathMatcher } from '../../globs/glob-matcher.ts';
import { remembered } from '../../globs/remembered.ts';
import { attribute, DECLARATION_KINDS, type SerializableNode } from '../../graph/index.ts';
import type { Caveat, EntryPreset, EntryRules } from '../../storage/index.ts';
import { isExternal } from '../graph/node-flags.ts';
import { decoratorNames, isDecoratorAmong, REGISTERING_DECORATORS } from './decorators.ts';

/** What decides whether a node may be an entry point, or be judged. */
export type EntryCandidate = Pick<SerializableNode, 'id' | 'name' | 'kind' | 'file' | 'attributes'>;

/** What a rule about names of functions is about. */
const FUNCTION_KINDS: ReadonlySet<string> = new Set(['Function', 'Method']);
/** What a test runner may begin at. */
const TESTABLE_KINDS: ReadonlySet<string> = new Set(DECLARATION_KINDS);
/** Stands in a rule for every value of an attribute that says something. */
const ANY_VALUE = '*';
const SAYS_NOTHING: readonly string[] = ['', 'false'];

const APPLICATION: Required<EntryRules> = {
  kinds: ['Module', 'Route', 'Event'],
  names: [],
  functions: ['main'],
  files: [],
  attributes: { entry: ANY_VALUE },
  decorators: REGISTERING_DECORATORS,
  ids: [],
  tests: true,
};

const API: EntryRules = { attributes: { api: 'true' } };

/** The rules behind a preset's name. */
export const ENTRY_PRESETS: Readonly<Record<EntryPreset, Required<EntryRules>>> = {
  application: APPLICATION,
  library: mergeRules(APPLICATION, API),
};

/**
 * Rules that a node fits if it fits one of the two; where both name an attribute, the second's value holds.
 */
export function mergeRules(first: EntryRules, second: EntryRules): Required<EntryRules> {
  const both = <Key extends 'kinds' | 'names' | 'functions' | 'files' | 'decorators' | 'ids'>(
    key: Key,
  ): readonly string[] => [...new Set([...(first[key] ?? []), ...(second[key] ?? [])])];
  return {
    kinds: both('kinds'),
    names: both('names'),
    functions: both('functions'),
    files: both('files'),
    decorators: both('decorators'),
    ids: both('ids'),
    attributes: { ...first.attributes, ...second.attributes },
    tests: first.tests === true || second.tests === true,
  };
}

/** The rules that hold, and what is to be said of their choice. */
export interface ResolvedEntryRules {
  readonly rules: Required<EntryRules>;
  /** Says which preset was taken where the caller chose none, and that a preset changes nothing. */
  readonly caveats: readonly Caveat[];
}

/**
 * The rules to use. Without a choice: the library preset where any node that is not
 * external is marked as API, else the application preset.
 *
 * @param anyApi whether such a node is stored; of no meaning where rules are given
 */
export function resolveEntryRules(
  entryPoints: EntryPreset | EntryRules | undefined,
  anyApi: boolean,
): ResolvedEntryRules {
  if (typeof entryPoints === 'string') {
    const isIdle = entryPoints === 'library' && !anyApi;
    return { rules: ENTRY_PRESETS[entryPoints], caveats: isIdle ? [NO_API] : [] };
  }
  if (entryPoints !== undefined) return { rules: mergeRules(entryPoints, {}), caveats: [] };
  const preset = anyApi ? 'library' : 'application';
  return { rules: ENTRY_PRESETS[preset], caveats: [presetCaveat(preset)] };
}

const NO_API: Caveat = {
  code: 'no-api',
  message:
    "No node says that it is part of its package's API (attribute api), so the library preset begins where the application preset does.",
};

function presetCaveat(preset: EntryPreset): Caveat {
  const reason =
    preset === 'library'
      ? "some nodes are part of their package's API"
      : "no node is marked as its package's API";
  return {
    code: 'entry-preset',
    message: `No entry points were given: used the ${preset} preset, for ${reason}. Give entryPoints to choose.`,
  };
}

/** The caveats about the number of entry points found. */
export function entryCountCaveats(entryPoints: number): readonly Caveat[] {
  if (entryPoints > 0) return [];
  const message =
    'No node fits the entry points, so nothing can be said to be dead. Give others in entryPoints.';
  return [{ code: 'no-entry-points', message }];
}

/**
 * Whether a node is an entry point: it fits a rule and is not external. A module with a container is a
 * namespace, which the kind `Module` does not mean; another rule may still name it.
 *
 * @param isTest whether a node is test code
 */
export function entryMatcher(
  rules: EntryRules,
  isTest: (node: EntryCandidate) => boolean,
): (node: EntryCandidate, hasContainer: boolean) => boolean {
  const kinds = new Set(rules.kinds);
  const names = new Set(rules.names);
  const functions = new Set(rules.functions);
  const ids = new Set(rules.ids);
  const decorators = rules.decorators ?? [];
  const files = rules.files ?? [];
  const inFiles = files.length === 0 ? () => false : remembered(pathMatcher(files));
  const pairs = Object.entries(rules.attributes ?? {});
  const fits = (node: EntryCandidate, hasContainer: boolean): boolean =>
    (kinds.has(node.kind) && !(node.kind === 'Module' && hasContainer)) ||
    names.has(node.name) ||
    (functions.has(node.name) && FUNCTION_KINDS.has(node.kind)) ||
    (ids.size > 0 && ids.has(node.id)) ||
    pairs.some(([key, value]) => fitsValue(attribute(node.attributes, key), value)) ||
    (decorators.length > 0 && isRegistered(node, decorators)) ||
    inFiles(node.file) ||
    (rules.tests === true && TESTABLE_KINDS.has(node.kind) && isTest(node));
  return (node, hasContainer) => fits(node, hasContainer) && !isExternal(node);
}

function fitsValue(found: string | undefined, value: string): boolean {
  if (found === undefined) return false;
  return found === value || (value === ANY_VALUE && !SAYS_NOTHING.includes(found));
}

function isRegistered({ attributes }: EntryCandidate, decorators: readonly string[]): boolean {
  const own = attribute(attributes, 'decorators');
  return own !== undefined && decoratorNames(own).some((one) => isDecoratorAmong(one, decorators));
}
