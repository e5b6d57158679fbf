import { createHash, randomBytes } from 'node:crypto';
import { open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { diskError, systemCode } from '../../errors/disk-error.ts';
import { throwIfAborted } from '../../errors/index.ts';
import { isAbandoned, OWN_NAME } from './temporary-files.ts';

const LONGEST_WAIT_MS = 30_000;
const LONGEST_PAUSE_MS = 50;

/** A wait that took too long: the caller says for what. */
export class StillLocked extends Error {}

/**
 * Does work while no other process does work on the same thing in the folder. Whoever wants to begin leaves a
 * file with a name of his own and then looks: he who sees another's takes his away, and tries again after a
 * random while. So of two that come at once one at least sees the other, and taking away the file of a
 * process that is gone, whose number is in its name, can never take away a living one's.
 *
 * @param subject what is worked on, any text
 * @throws {@link StillLocked} after 30 seconds, `ABORTED`, `UNAVAILABLE`
 */
export async function whileLocked<Result>(
  directory: string,
  subject: string,
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  const path = await lock(directory, subject, signal);
  try {
    return await work();
  } finally {
    await unlink(path).catch(() => undefined);
  }
}

async function lock(directory: string, subject: string, signal: AbortSignal | undefined): Promise<string> {
  const suffix = `-${createHash('sha256').update(subject).digest('hex').slice(0, 16)}.lock`;
  const name = `${OWN_NAME}-${randomBytes(6).toString('hex')}${suffix}`;
  const path = join(directory, name);
  const giveUp = performance.now() + LONGEST_WAIT_MS;
  for (;;) {
    throwIfAborted(signal);
    if (!(await isTaken(directory, suffix, name))) {
      await leave(path);
      if (!(await isTaken(directory, suffix, name))) return path;
      await unlink(path).catch(() => undefined);
    }
    if (performance.now() > giveUp) throw new StillLocked();
    await sleep(1 + Math.random() * LONGEST_PAUSE_MS);
  }
}

async function leave(path: string): Promise<void> {
  try {
    await (await open(path, 'wx')).close();
  } catch (error) {
    throw diskError(error, path);
  }
}

/** Whether somebody else is at work; files of those who are gone are removed. */
async function isTaken(directory: string, suffix: string, own: string): Promise<boolean> {
  const names = await readdir(directory).catch((error) => {
    if (systemCode(error) === 'ENOENT') return [];
    throw diskError(error, directory);
  });
  for (const name of names) {
    if (!name.endsWith(suffix) || name === own) continue;
    if (!(await isAbandoned(directory, name))) return true;
    await unlink(join(directory, name)).catch(() => undefined);
  }
  return false;
}
