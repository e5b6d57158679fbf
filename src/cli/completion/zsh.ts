import type { FlagWords, Vocabulary } from './vocabulary.ts';

/** To be read by `source`, or put into a folder of `$fpath`. */
export function zshScript({ program, flags, commands }: Vocabulary): string {
  const name = `_${program.replaceAll('-', '_')}`;
  const global = flags.filter(({ long }) => long !== '--version' && long !== '--help').map(argument);
  return `#compdef ${program}
${name}() {
  local curcontext=$curcontext state line
  local -a commands globals
  commands=(
${commands.map((command) => `    ${quoted(`${escaped(command.name)}:${command.description}`)}`).join('\n')}
  )
  globals=(
${global.map((spec) => `    ${spec}`).join('\n')}
  )
  _arguments -C $globals '--version[show the version]' '(-)'{-h,--help}'[show help]' '1: :->command' '*:: :->arguments'
  case $state in
    command) _describe command commands ;;
    arguments)
      case $words[1] in
${commands.map((command) => `        ${command.name}) _arguments $globals ${[...command.flags.map(argument), `'1: :${command.choices.length > 0 ? `(${command.choices.join(' ')})` : '_files'}'`, `'*: :_files'`].join(' ')} ;;`).join('\n')}
      esac
      ;;
  esac
}
if [[ $funcstack[1] == ${name} ]]; then ${name} "$@"; else compdef ${name} ${program}; fi
`;
}

function argument({ long, short, description, takesValue, choices }: FlagWords): string {
  const value = takesValue ? `:value:${choices.length > 0 ? `(${choices.join(' ')})` : '_files'}` : '';
  const said = quoted(`[${escaped(description)}]${value}`);
  // A star: whether a flag may be repeated is the program's to say.
  return short === undefined ? `'*${long}'${said}` : `'*'{${short},${long}}${said}`;
}

function escaped(text: string): string {
  return text.replace(/[\\[\]:]/g, '\\$&');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
