import type { CommandWords, FlagWords, Vocabulary } from './vocabulary.ts';

/** The script by which fish completes commands, options and their values. */
export function fishScript({ program, flags, commands }: Vocabulary): string {
  // fish's own __fish_use_subcommand takes the value of an option for a command.
  const none = `__${program.replaceAll('-', '_')}_no_command`;
  const lines = [
    ...flags.map(flagWords),
    ...commands.map(({ name, description }) => ['-n', none, '-f', '-a', name, '-d', quoted(description)]),
    ...commands.flatMap(commandLines),
  ];
  return `# fish completion for ${program}
function ${none}
  not __fish_seen_subcommand_from ${commands.map(({ name }) => name).join(' ')}
end
${lines.map((words) => `complete -c ${program} ${words.join(' ')}`).join('\n')}
`;
}

function commandLines({ name, flags, choices }: CommandWords): string[][] {
  const within = ['-n', quoted(`__fish_seen_subcommand_from ${name}`)];
  const first = choices.length === 0 ? [] : [[...within, '-f', '-a', quoted(choices.join(' '))]];
  const own = flags.filter(({ long }) => long !== '--help');
  return [...first, ...own.map((flag) => [...within, ...flagWords(flag)])];
}

function flagWords({ long, short, description, takesValue, choices }: FlagWords): string[] {
  return [
    '-l',
    long.slice(2),
    ...(short === undefined ? [] : ['-s', short.slice(1)]),
    ...(takesValue ? ['-r'] : []),
    ...(choices.length === 0 ? [] : ['-f', '-a', quoted(choices.join(' '))]),
    '-d',
    quoted(description),
  ];
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
