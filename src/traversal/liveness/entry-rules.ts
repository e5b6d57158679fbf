import { pathMatcher } from '../../globs/glob-matcher.ts';
import { remembered } from '../../globs/remembered.ts';
import { attribute, type SerializableNode } from '../../graph/index.ts';
import type { Caveat, EntryPreset, EntryRules } from '../../storage/index.ts';
import { isExternal } from '../graph/node-flags.ts';

/** What decides whether a node may be an entry point, or be judged. */
export type EntryCandidate = Pick<SerializableNode, 'id' | 'name' | 'kind' | 'file' | 'attributes'>;

const APPLICATION: Required<EntryRules> = {
  kinds: ['Module', 'Route', 'Event'],
  names: ['main'],
  files: [],
  attributes: {},
  ids: [],
};

const EXPORTED: EntryRules = { attributes: { exported: 'true' } };

/** The rules behind a preset's name. */
export const ENTRY_PRESETS: Readonly<Record<EntryPreset, Required<EntryRules>>> = {
  application: APPLICATION,
  library: mergeRules(APPLICATION, EXPORTED),
};

/** Rules that a node fits if it fits one of the two; where both name an attribute, the second's value holds. */
export function mergeRules(first: EntryRules, second: EntryRules): Required<EntryRules> {
  const both = <Key extends 'kinds' | 'names' | 'files' | 'ids'>(key: Key): readonly string[] => [
    ...new Set([...(first[key] ?? []), ...(second[key] ?? [])]),
  ];
  return {
    kinds: both('kinds'),
    names: both('names'),
    files: both('files'),
    ids: both('ids'),
    attributes: { ...first.attributes, ...second.attributes },
  };
}

export interface ResolvedEntryRules {
  readonly rules: Required<EntryRules>;
  /** Says which preset was taken where the caller chose none. */
  readonly caveats: readonly Caveat[];
}

/**
 * The rules to use. Without a choice: the library preset where any node that is not external is marked exported, else
 * the application preset.
 *
 * @param anyExported whether such a node is stored; asked only without a choice
 */
export function resolveEntryRules(
  entryPoints: EntryPreset | EntryRules | undefined,
  anyExported: boolean,
): ResolvedEntryRules {
  if (typeof entryPoints === 'string') return { rules: ENTRY_PRESETS[entryPoints], caveats: [] };
  if (entryPoints !== undefined) return { rules: mergeRules(entryPoints, {}), caveats: [] };
  const preset = anyExported ? 'library' : 'application';
  return { rules: ENTRY_PRESETS[preset], caveats: [presetCaveat(preset)] };
}

function presetCaveat(preset: EntryPreset): Caveat {
  const reason = preset === 'library' ? 'some nodes are marked exported' : 'no node is marked exported';
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
 * Tells whether a node is an entry point: it fits a rule and is not external. A module with a container is a
 * namespace, which the kind `Module` does not mean; another rule may still name it.
 */
export function entryMatcher(rules: EntryRules): (node: EntryCandidate, hasContainer: boolean) => boolean {
  const kinds = new Set(rules.kinds);
  const names = new Set(rules.names);
  const ids = new Set(rules.ids);
  const files = rules.files ?? [];
  const inFiles = files.length === 0 ? () => false : remembered(pathMatcher(files));
  const pairs = Object.entries(rules.attributes ?? {});
  const fits = (node: EntryCandidate, hasContainer: boolean): boolean =>
    (kinds.has(node.kind) && !(node.kind === 'Module' && hasContainer)) ||
    names.has(node.name) ||
    (ids.size > 0 && ids.has(node.id)) ||
    pairs.some(([key, value]) => attribute(node.attributes, key) === value) ||
    inFiles(node.file);
  return (node, hasContainer) => fits(node, hasContainer) && !isExternal(node);
}
