import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { diskError } from '../../errors/disk-error.ts';
import type { Driver, DriverDatabase } from './driver/driver.ts';
import { isNoDatabase, sqliteError, wrongFile } from './errors.ts';
import { APPLICATION_ID } from './layout.ts';

/** SQLite takes a file that is smaller for an empty one. */
const SMALLEST_PAGE_BYTES = 512;
const NOT_SQLITE = 'is not an SQLite database';

/** What lies at a path: nothing or an empty database, which may become ours, or a file of ours. */
export type FileState = 'absent' | 'empty' | 'ours';

/**
 * Looks at a file's header without changing or locking anything, for it may be another program's. SQLite does
 * it: closing a file in any other way drops the locks of all connections that this process has to it.
 * @throws `CONFIG_INVALID` for a file that is not SQLite's or another program's, `UNAVAILABLE`
 */
export function inspectFile(driver: Driver, file: string): FileState {
  const size = sizeOf(file);
  if (size === undefined) return 'absent';
  if (size === 0) return 'empty';
  if (size < SMALLEST_PAGE_BYTES) throw wrongFile(file, NOT_SQLITE);
  const { applicationId, pages } = headerOf(driver, file);
  if (applicationId === APPLICATION_ID) return 'ours';
  // Every table has a page of its own behind the first.
  if (pages <= 1) return 'empty';
  throw wrongFile(file, 'is the SQLite database of another program');
}

/** Opens a file so that nothing is locked, written or noticed: for one that nobody writes meanwhile. */
export function immutableAddress(file: string): string {
  return `${pathToFileURL(file)}?mode=ro&immutable=1`;
}

/**
 * Says which state a file is in that nobody has open for writing; `undefined` while SQLite's log beside it
 * holds something, without which the file alone is not the whole.
 */
export function stateAtRest(file: string): string | undefined {
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  if (found === undefined || (log?.size ?? 0) > 0) return undefined;
  return `${found.dev}:${found.ino}:${found.size}:${found.mtimeNs}`;
}

function sizeOf(file: string): number | undefined {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found === undefined || found.isFile()) return found?.size;
  } catch (error) {
    throw diskError(error, file);
  }
  throw wrongFile(file, 'is not a file');
}

/** Newer versions of Node.js take what lies below a file for absent. @throws Error as older ones do */
export function checkAbsent(path: string): void {
  const folder = dirname(path);
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory() === false) throw Object.assign(new Error('not a directory'), { code: 'ENOTDIR' });
  if (found === undefined && folder !== path) checkAbsent(folder);
}

function headerOf(driver: Driver, file: string): { readonly applicationId: number; readonly pages: number } {
  let database: DriverDatabase | undefined;
  try {
    database = driver.open(immutableAddress(file));
    const [applicationId, pages] = ['application_id', 'page_count'].map((pragma) =>
      Number(database?.prepare(`PRAGMA ${pragma}`).get([])?.[0]),
    );
    return { applicationId: applicationId ?? 0, pages: pages ?? 0 };
  } catch (error) {
    throw isNoDatabase(error) ? wrongFile(file, NOT_SQLITE) : sqliteError(error, file);
  } finally {
    database?.close();
  }
}
