import { basename, dirname, relative } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { shellWord } from './output/shell-word.ts';
import type { Linker } from './output/table.ts';

/** A stream that may be a terminal. */
export interface Screen extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Everything outside the program that a command touches, so that tests can stand in for it. */
export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean; readonly setRawMode?: (isRaw: boolean) => unknown };
  readonly stdout: Screen;
  readonly stderr: Screen;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The current folder, absolute. */
  readonly folder: string;
  /** How the program was called, to be repeated in advice: `npx codeprism-neo4j`. */
  readonly program: string;
  /** Where each screen that can show links leads to from a place such as `lib/ajv.ts:12`. */
  readonly linkTo?: { readonly stdout?: Linker | undefined; readonly stderr?: Linker | undefined };
  /** Aborted when the user wants to stop. */
  readonly signal: AbortSignal;
}

/** The global options as the command line gave them. */
export interface GlobalFlags {
  readonly store?: string;
  readonly config?: string;
  readonly username?: string;
  readonly database?: string;
  readonly json?: boolean;
  readonly ids?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** Whether a person can be asked something. */
export function isInteractive(terminal: Terminal): boolean {
  return terminal.stdin.isTTY === true && terminal.stderr.isTTY === true;
}

/** What a person types to call the program again, from the path of the script that runs. */
export function programName(script: string | undefined, folder: string): string {
  if (script === undefined) return 'codeprism-neo4j';
  const [name, parent] = [basename(script), basename(dirname(script))];
  if (name === 'codeprism-neo4j') return parent === '.bin' ? `npx ${name}` : name;
  return `node ${shellWord(relative(folder, script))}`;
}
