import { Readable, Writable } from 'node:stream';
import { runCli } from '../../../src/cli/program.ts';
import type { Screen, Terminal } from '../../../src/cli/terminal.ts';

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  /** Columns of stdout and stderr as terminals; left out, they are pipes. */
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** The current folder; left out, that of the tests. */
  readonly folder?: string;
  readonly signal?: AbortSignal;
}

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process with streams of its own. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { terminal, stdout, stderr } = terminalOf(options);
  const code = await runCli(args, terminal);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** A terminal that keeps what is written to it. */
export function terminalOf(options: RunOptions = {}): {
  readonly terminal: Terminal;
  readonly stdout: Captured;
  readonly stderr: Captured;
} {
  const stdout = new Captured(options.columns);
  const stderr = new Captured(options.columns);
  const terminal = {
    stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]),
    stdout,
    stderr,
    program: 'npx codeprism-neo4j',
    env: options.env ?? {},
    folder: options.folder ?? process.cwd(),
    signal: options.signal ?? new AbortController().signal,
  };
  return { terminal, stdout, stderr };
}

class Captured extends Writable implements Screen {
  text = '';
  readonly isTTY: boolean;
  readonly columns: number;

  constructor(columns: number | undefined) {
    super();
    this.isTTY = columns !== undefined;
    this.columns = columns ?? 100;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
