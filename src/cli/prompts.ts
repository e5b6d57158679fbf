import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { StorageError } from '../errors/index.ts';
import { printable } from './output/width.ts';
import type { Terminal } from './terminal.ts';

/** Asks for a secret on the terminal; what is typed is not shown. @throws `ABORTED` on Ctrl-C and Ctrl-D */
export async function askSecret(terminal: Terminal, question: string): Promise<string> {
  terminal.stderr.write(printable(question));
  try {
    return await ask(terminal, '', new Writable({ write: (_chunk, _encoding, done) => done() }));
  } finally {
    terminal.stderr.write('\n');
  }
}

/** Asks a yes-or-no question; everything but yes is no. @throws `ABORTED` on Ctrl-C and Ctrl-D */
export async function confirm(terminal: Terminal, question: string): Promise<boolean> {
  return /^y(es)?$/i.test((await ask(terminal, `${printable(question)} [y/N] `, terminal.stderr)).trim());
}

function ask(terminal: Terminal, question: string, output: Writable): Promise<string> {
  const lines = createInterface({ input: terminal.stdin, output, terminal: true, historySize: 0 });
  return new Promise<string>((resolve, reject) => {
    const stop = (): void => reject(new StorageError('ABORTED', 'Stopped; nothing was changed.'));
    lines.once('SIGINT', stop);
    lines.once('close', stop);
    terminal.signal.addEventListener('abort', stop, { once: true });
    lines.question(question, resolve);
  }).finally(() => lines.close());
}
