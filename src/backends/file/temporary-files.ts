import { createHash, randomBytes } from 'node:crypto';
import { stat, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** After this long without a write a temporary file is nobody's, whoever made it. */
const ABANDONED_MILLISECONDS = 60 * 60 * 1000;

const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const TEMPORARY_NAME = /^\.codeprism-([0-9a-f]{8})-(\d+)-[0-9a-f]{12}(?:\.tmp|-[0-9a-f]{16}\.lock)$/;

/** How every file of this process begins that is not to stay. */
export const OWN_NAME: string = `.codeprism-${HOST}-${process.pid}`;

/**
 * A name for a file being written. It names who writes, so that
 * others can see whether it was left by a crash.
 */
export function temporaryName(): string {
  return `${OWN_NAME}-${randomBytes(6).toString('hex')}.tmp`;
}

/**
 * Removes what crashed writers left among the names of a folder; another writer's file is left alone.
 * @returns how many files that were
 */
export async function removeAbandoned(directory: string, names: Iterable<string>): Promise<number> {
  let removed = 0;
  for (const name of names) {
    if (!(await isAbandoned(directory, name))) continue;
    await unlink(join(directory, name)).then(
      () => removed++,
      () => undefined,
    );
  }
  return removed;
}

/** Whether a file is one that its process should have removed, and that is gone or has forgotten it. */
export async function isAbandoned(directory: string, name: string): Promise<boolean> {
  const owner = TEMPORARY_NAME.exec(name);
  if (owner === null) return false;
  return (owner[1] === HOST && !isAlive(Number(owner[2]))) || isOld(join(directory, name));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

async function isOld(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > ABANDONED_MILLISECONDS;
}
