import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { quote, StorageError } from '../../../errors/index.ts';
import type { Indexer } from './indexers.ts';

/** The last lines of what an indexer says, which hold why it failed. */
const SAID_LENGTH = 600;

/** Where a program is on the PATH; `undefined` where it is not. */
export async function programPath(
  program: string,
  path: string = process.env.PATH ?? '',
): Promise<string | undefined> {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const folder of path.split(delimiter)) {
    // An empty entry means the working directory, where a project could have put a program of this name.
    if (folder === '') continue;
    for (const ending of endings) {
      const file = join(folder, `${program}${ending}`);
      const isProgram = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (isProgram) return file;
    }
  }
  return undefined;
}

/** @throws `UNSUPPORTED` with the line that installs it */
export async function installedIndexer({ program, language, install }: Indexer): Promise<string> {
  const path = await programPath(program);
  if (path !== undefined) return path;
  throw new StorageError(
    'UNSUPPORTED',
    `${language} is read by ${program}, which is not installed. Install it: ${install}`,
    { context: { program } },
  );
}

/**
 * Runs an indexer on a folder and gives its index.
 * @throws `UNSUPPORTED` where it is not installed, `UNAVAILABLE` with what it said where it failed, `ABORTED`
 */
export async function runIndexer(
  indexer: Indexer,
  folder: string,
  project: string,
  signal: AbortSignal | undefined,
): Promise<Buffer> {
  const path = await installedIndexer(indexer);
  const scratch = await mkdtemp(join(tmpdir(), 'codeprism-'));
  try {
    const output = join(scratch, 'index.scip');
    await run(path, indexer, { folder, args: indexer.arguments(project, output), signal });
    return await readFile(output).catch((cause) => {
      throw failed(indexer, 'left no index', '', cause);
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Run {
  readonly folder: string;
  readonly args: readonly string[];
  readonly signal: AbortSignal | undefined;
}

function run(path: string, indexer: Indexer, { folder, args, signal }: Run): Promise<void> {
  return new Promise((resolve, reject) => {
    const isScript = process.platform === 'win32' && path.endsWith('.cmd');
    const child = spawn(path, [...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: isScript,
      ...(signal !== undefined && { signal }),
    });
    let said = '';
    const listen = (chunk: Buffer): void => {
      said = `${said}${chunk.toString('utf8')}`.slice(-SAID_LENGTH);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', (cause) => {
      const stopped = new StorageError('ABORTED', `${indexer.program} was stopped; nothing was changed.`, {
        cause,
      });
      reject(signal?.aborted ? stopped : failed(indexer, 'could not be started', said, cause));
    });
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(failed(indexer, `ended with ${code ?? 'a signal'}`, said));
    });
  });
}

function failed({ program, install }: Indexer, problem: string, said: string, cause?: unknown): StorageError {
  const last = said.trim().split('\n').slice(-3).join(' ').trim();
  const words = last === '' ? 'It said nothing.' : `It said: ${quote(last)}`;
  return new StorageError(
    'UNAVAILABLE',
    `${program} ${problem}. ${words} If it is not installed whole: ${install}`,
    { context: { program }, cause },
  );
}
