import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FileHashes } from './analyzer.ts';

/** Where a folder stood in its history when it was analysed. */
export interface GitState {
  /** The commit that is checked out, in hexadecimal. */
  readonly commit: string;
  /** The branch, without `refs/heads/`; absent where a commit is checked out by itself. */
  readonly branch?: string;
  /** Whether any analysed file differs from the commit, or is not in it. */
  readonly dirty: boolean;
}

/** Trees of some ten thousand files. */
const LONGEST_ANSWER = 256 * 1024 * 1024;

/**
 * The state of a folder that git keeps; `undefined` where it keeps none, or git is not
 * installed. Only objects are read: neither hooks nor filters nor a monitor that the
 * folder's configuration names are run, and nothing is fetched.
 *
 * @param files the files that count, inside the folder
 */
export async function gitState(folder: string, files: FileHashes): Promise<GitState | undefined> {
  try {
    const commit = (await git(folder, ['rev-parse', '--verify', 'HEAD'])).trim();
    const ref = await git(folder, ['symbolic-ref', '--quiet', 'HEAD']).catch(() => '');
    const branch = ref.trim().replace(/^refs\/heads\//, '');
    const dirty = await isDirty(folder, Object.keys(files));
    return { commit, ...(branch !== '' && { branch }), dirty };
  } catch {
    return undefined;
  }
}

async function isDirty(folder: string, files: readonly string[]): Promise<boolean> {
  const blobs = new Map<string, string>();
  // Of the folder's part of the tree, with paths as seen from the folder.
  for (const line of (await git(folder, ['ls-tree', '-r', '-z', 'HEAD'])).split('\0')) {
    const [, hash = '', path = ''] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    if (path !== '') blobs.set(path, hash);
  }
  for (const file of files) {
    const blob = blobs.get(file);
    if (blob === undefined || !(await hasBlob(join(folder, file), blob))) return true;
  }
  return false;
}

/** Whether a file has the bytes of a blob, or would have them with line ends as the commit has them. */
async function hasBlob(path: string, blob: string): Promise<boolean> {
  const algorithm = blob.length === 64 ? 'sha256' : 'sha1';
  const hashOf = (bytes: Buffer): string =>
    createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) return false;
  if (hashOf(bytes) === blob) return true;
  const text = bytes.toString('latin1');
  return text.includes('\r\n') && hashOf(Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1')) === blob;
}

async function git(folder: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args as string[], {
    cwd: folder,
    maxBuffer: LONGEST_ANSWER,
    env: { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
  });
  return stdout;
}
