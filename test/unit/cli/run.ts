import { Readable, Writable } from 'node:stream';
import { runCli } from '../../../src/cli/program.ts';
import type { Screen } from '../../../src/cli/terminal.ts';

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  /** Columns of stdout and stderr as terminals; left out, they are pipes. */
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process with streams of its own. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const stdout = new Captured(options.columns);
  const stderr = new Captured(options.columns);
  const code = await runCli(args, {
    stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]),
    stdout,
    stderr,
    program: 'npx codeprism-neo4j',
    env: options.env ?? {},
    signal: options.signal ?? new AbortController().signal,
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
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
