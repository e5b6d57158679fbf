import type { CommandWords, FlagWords, Vocabulary } from './vocabulary.ts';

/** Where the words say nothing, bash completes file names. */
export function bashScript({ program, flags, commands }: Vocabulary): string {
  const name = `_${program.replaceAll('-', '_')}`;
  const all = [
    ...commands.flatMap((command) =>
      command.flags.map((flag) => ({ flag, typed: `'${command.name} ${flag.long}'` })),
    ),
    ...flags.map((flag) => ({ flag, typed: `*' ${flag.long}'` })),
  ];
  const limited = all.filter(({ flag }) => flag.choices.length > 0);
  const free = all.filter(({ flag }) => flag.takesValue && flag.choices.length === 0);
  const names = commands.map((command) => command.name);
  return `# bash completion for ${program}
${name}() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} command='' words='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
      ${names.join(' | ')}) command=$word; break ;;
    esac
  done
  COMPREPLY=()
  case "$command $previous" in
${limited.map(({ flag, typed }) => `    ${typed}) words='${flag.choices.join(' ')}' ;;`).join('\n')}
    ${free.map(({ typed }) => typed).join(' | ')}) return ;;
    *)
      case "$command $current" in
        ' '*) words='${[...names, ...longs(flags)].join(' ')}' ;;
${commands
  .flatMap((command) => commandCases(command, flags))
  .map((line) => `        ${line}`)
  .join('\n')}
      esac
      ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F ${name} ${program}
`;
}

/**
 * What may follow a command: its flags where one is begun, else the
 * values of its first argument, if they are known.
 */
function commandCases({ name, flags, choices }: CommandWords, globals: readonly FlagWords[]): string[] {
  const begun = [...new Set([...longs(flags), ...longs(globals)])].filter((long) => long !== '--version');
  const first = choices.length === 0 ? [] : [`'${name} '*) words='${choices.join(' ')}' ;;`];
  return [`'${name} -'*) words='${begun.join(' ')}' ;;`, ...first];
}

function longs(flags: readonly FlagWords[]): string[] {
  return flags.map(({ long }) => long);
}
