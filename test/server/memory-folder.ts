import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';

const SHARED_MEMORY = '/dev/shm';
const TMPFS = 0x01021994;
/** What several servers at once come to, many times over; containers often have 64 MiB there. */
const ENOUGH_BYTES = 2 * 2 ** 30;

/**
 * Where servers that live for one run of tests keep their files: on a memory file system if
 * this machine has one with 2 GiB free, else where temporary files are. A test may kill
 * such a server all the same: what it has written stays.
 */
export async function memoryFolder(): Promise<string> {
  const found = await statfs(SHARED_MEMORY).catch(() => undefined);
  const isEnough = found !== undefined && found.type === TMPFS && found.bavail * found.bsize >= ENOUGH_BYTES;
  return isEnough ? SHARED_MEMORY : tmpdir();
}
