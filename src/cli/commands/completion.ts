import { Argument, type Command } from 'commander';
import { bashScript } from '../completion/bash.ts';
import { fishScript } from '../completion/fish.ts';
import { type Vocabulary, vocabularyOf } from '../completion/vocabulary.ts';
import { zshScript } from '../completion/zsh.ts';
import type { Cli } from '../session.ts';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } satisfies Readonly<
  Record<string, (words: Vocabulary) => string>
>;

const INSTALLATION = `
It completes codeprism-neo4j where that is on the PATH (npm install --global). To have it in every new shell:
  bash  codeprism-neo4j completion bash > ~/.local/share/bash-completion/completions/codeprism-neo4j
  zsh   codeprism-neo4j completion zsh > ~/.zsh/_codeprism-neo4j, with ~/.zsh in $fpath before compinit
  fish  codeprism-neo4j completion fish > ~/.config/fish/completions/codeprism-neo4j.fish

Example:
  codeprism-neo4j completion bash`;

/** Adds the command `completion`. */
export function addCompletion(program: Command, cli: Cli): void {
  program
    .command('completion')
    .description('print a script that lets a shell complete commands, options and their values')
    .addArgument(new Argument('<SHELL>', 'the shell').choices(Object.keys(SCRIPTS)))
    .addHelpText('after', INSTALLATION)
    .action(async (shell: keyof typeof SCRIPTS) => {
      const script = SCRIPTS[shell](vocabularyOf(program));
      await cli.output.answer({ shell, script }, () => script.trimEnd());
    });
}
