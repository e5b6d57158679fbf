import { createHash } from 'node:crypto';
import { basename } from 'node:path';

const HASH_DIGITS = 8;

/**
 * The repository id of a folder that is given none: its name and a hash of its path, so that two folders of
 * the same name never overwrite one another's graph. It is the same on every run on one machine; machines
 * that share a store should name their repositories instead.
 *
 * @param folder absolute, without symbolic links
 */
export function repositoryId(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, HASH_DIGITS);
  return `${basename(folder) || 'root'}-${hash}`;
}
