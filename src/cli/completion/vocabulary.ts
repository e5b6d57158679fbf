import type { Command, Option } from 'commander';

/** A flag as it is typed, and what may follow it. */
export interface FlagWords {
  readonly long: string;
  readonly short?: string;
  readonly description: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

/** The words of one command that a shell can complete. */
export interface CommandWords {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly FlagWords[];
  /** What its first argument may be, where that is limited. */
  readonly choices: readonly string[];
}

/** All the words of a program that a shell can complete. */
export interface Vocabulary {
  readonly program: string;
  readonly flags: readonly FlagWords[];
  readonly commands: readonly CommandWords[];
}

const HELP: FlagWords = {
  long: '--help',
  short: '-h',
  description: 'show help',
  takesValue: false,
  choices: [],
};

/** All words of a program that a shell can complete. */
export function vocabularyOf(program: Command): Vocabulary {
  return {
    program: program.name(),
    flags: flagsOf(program),
    commands: program.commands.map((command) => ({
      name: command.name(),
      description: command.description(),
      flags: flagsOf(command),
      choices: command.registeredArguments[0]?.argChoices ?? [],
    })),
  };
}

function flagsOf({ options }: Command): FlagWords[] {
  return [...options.filter(({ hidden }) => !hidden).flatMap(flagWords), HELP];
}

function flagWords({ long, short, description, required, optional, argChoices }: Option): FlagWords[] {
  if (long == null) return [];
  const takesValue = required || optional;
  return [{ long, description, takesValue, choices: argChoices ?? [], ...(short != null && { short }) }];
}
