import { COMMANDS } from '../../src/cli/command-list.ts';
import { run } from '../unit/cli/run.ts';

/** A command line that people are shown, as a shell takes it. */
export interface Documented {
  /** Where it is shown. */
  readonly place: string;
  readonly line: string;
  /** What it is said to print, where that is shown too. */
  readonly printed?: string;
}

/** Every example in the help of every command, and of the program. */
export async function helpExamples(): Promise<Documented[]> {
  const main = (await run(['--help'])).stdout;
  const examples = examplesOf('--help', main);
  for (const { name } of COMMANDS) {
    examples.push(...examplesOf(`${name} --help`, (await run([name, '--help'])).stdout));
  }
  return examples;
}

function examplesOf(place: string, help: string): Documented[] {
  const [, text = ''] = /^Examples?:\n([\s\S]*?)(?:\n\n|$(?![\s\S]))/m.exec(help) ?? [];
  const lines = text.split('\n').map((line) => line.replace(/ {2,}\(.*\)$/, '').trim());
  const found = lines.filter((line) => line !== '').map((line) => ({ place, line }));
  if (found.length === 0) throw new Error(`${place} gives no example.`);
  return found;
}

/** The command lines of our program in the blocks of a Markdown text that show a terminal. */
export function consoleExamples(place: string, markdown: string): Documented[] {
  const blocks = Array.from(markdown.matchAll(/^```console\n([\s\S]*?)^```$/gm), ([, block = '']) => block);
  return blocks.flatMap((block) =>
    block
      .split(/^\$ /m)
      .filter((part) => part.startsWith('npx codeprism-neo4j '))
      .map((part) => {
        const [line = '', ...printed] = part.split('\n');
        return { place, line: line.replace(/^npx /, ''), printed: printed.join('\n').trim() };
      }),
  );
}

/** The command lines of our program, in order, in each block of a Markdown text that is to be typed. */
export function shellExamples(page: string, markdown: string): Documented[] {
  const blocks = Array.from(markdown.matchAll(/^```sh\n([\s\S]*?)^```$/gm), ([, block = '']) => block);
  return blocks.flatMap((block) => {
    const lines = block.split('\n').filter((line) => line.startsWith('npx codeprism-neo4j '));
    const typed = lines.map((line) => line.replace(/^npx /, '').replace(/ +# .*$/, ''));
    return typed.length === 0 ? [] : [{ place: page, line: typed.join(' && ') }];
  });
}

/** Whether a command line is about a server. */
export function wantsNeo4j({ line }: Documented): boolean {
  return line.includes('bolt://') || line.includes('neo4j://');
}
