import { type Command, Option } from 'commander';
import { StorageError } from '../errors/index.ts';
import type { EntryPreset, EntryRules, LivenessOptions } from '../storage/index.ts';
import { given, parseEach, parseList } from './arguments.ts';
import { addEdgeKind } from './kinds.ts';

/** The flags of all commands that ask about life. */
export interface LivenessFlags {
  readonly entry?: EntryPreset;
  readonly entryKinds?: readonly string[];
  readonly entryNames?: readonly string[];
  readonly entryFiles?: readonly string[];
  readonly entryId?: readonly string[];
  readonly tests?: readonly string[];
  readonly edgeKind?: readonly string[];
}

/** The options that decide who is alive. */
export function addLivenessOptions(command: Command): Command {
  command
    .addOption(
      new Option('--entry <PRESET>', 'where use begins (default: by what the graph holds)').choices([
        'application',
        'library',
      ]),
    )
    .option('--entry-names <A,B>', 'instead of a preset: nodes of these names', parseList)
    .option('--entry-kinds <A,B>', 'instead of a preset: nodes of these kinds', parseList)
    .option('--entry-files <A,B>', 'instead of a preset: nodes in files that fit these globs', parseList)
    .option('--entry-id <ID>', 'instead of a preset: this node; may be given several times', parseEach)
    .option('--tests <A,B>', 'globs of test files (default: common conventions)', parseList);
  return addEdgeKind(command, 'the kinds of edges that give life (default: all)', '--liveness-kinds');
}

/** @throws `CONFIG_INVALID` for a preset beside rules */
export function livenessOptions(flags: LivenessFlags): Omit<LivenessOptions, 'limit'> {
  const rules: EntryRules = given({
    names: flags.entryNames,
    kinds: flags.entryKinds,
    files: flags.entryFiles,
    ids: flags.entryId,
  });
  const hasRules = Object.keys(rules).length > 0;
  if (hasRules && flags.entry !== undefined) {
    throw new StorageError('CONFIG_INVALID', '--entry names a preset: leave it out, or the --entry-… rules.');
  }
  return given({
    entryPoints: hasRules ? rules : flags.entry,
    testFiles: flags.tests,
    livenessKinds: flags.edgeKind,
  });
}
