import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { diskError, systemCode } from '../../formats/disk-error.ts';
import { APPLICATION_ID } from './layout.ts';
import { wrongFile } from './problems.ts';

/** SQLite's file format, section 1.3: the fields of the header that tell whose file it is. */
const HEADER_BYTES = 100;
const MAGIC = Buffer.from('SQLite format 3\0');
const PAGES_OFFSET = 28;
const APPLICATION_ID_OFFSET = 68;

/** What lies at a path: nothing or an empty database, which may become ours, or a file of ours. */
export type FileState = 'absent' | 'empty' | 'ours';

/**
 * Looks at a file without SQLite, which may write even where it only reads.
 * @throws `CONFIG_INVALID` for a file that is not SQLite's or another program's, `UNAVAILABLE`
 */
export function inspectFile(file: string): FileState {
  const header = headerOf(file);
  if (header === undefined) return 'absent';
  if (header.length === 0) return 'empty';
  if (header.length < HEADER_BYTES || !header.subarray(0, MAGIC.length).equals(MAGIC))
    throw wrongFile(file, 'is not an SQLite database');
  if (header.readUInt32BE(APPLICATION_ID_OFFSET) === APPLICATION_ID) return 'ours';
  // Every table has a page of its own behind the first.
  if (header.readUInt32BE(PAGES_OFFSET) === 1) return 'empty';
  throw wrongFile(file, 'is the SQLite database of another program');
}

/** The file's first bytes, as many as there are; `undefined` if it does not exist. */
function headerOf(file: string): Buffer | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    if (!fstatSync(descriptor).isFile()) throw wrongFile(file, 'is not a file');
    const header = Buffer.alloc(HEADER_BYTES);
    return header.subarray(0, readSync(descriptor, header, 0, HEADER_BYTES, 0));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw diskError(error, file);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
