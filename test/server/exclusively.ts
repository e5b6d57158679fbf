import { mkdir, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const BEAT_MS = 5_000;
/** Whoever holds a lock says so every {@link BEAT_MS}; one that has been silent for this long is gone. */
const SILENCE_MS = 60_000;
const LOOK_MS = 250;

/**
 * Does `work` while no other process does anything under the same lock, a folder that is made and removed
 * again. The lock of a process that was killed holds for a minute.
 */
export async function exclusively<Result>(
  lock: string,
  work: () => Promise<Result>,
  silenceMs: number = SILENCE_MS,
): Promise<Result> {
  while (!(await taken(lock))) {
    const heard = (await stat(lock).catch(() => undefined))?.mtimeMs ?? Date.now();
    if (Date.now() - heard > silenceMs) await rm(lock, { recursive: true, force: true });
    else await sleep(LOOK_MS);
  }
  const beat = setInterval(() => {
    const now = new Date();
    void utimes(lock, now, now).catch(() => undefined);
  }, BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(lock, { recursive: true, force: true });
  }
}

async function taken(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
