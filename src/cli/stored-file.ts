import { isAbsolute, relative } from 'node:path';
import { nearest, quote, StorageError } from '../errors/index.ts';
import { withSlashes } from '../globs/glob-matcher.ts';
import { storedSource } from './repository.ts';
import type { Session } from './session.ts';

const MOST_NAMED = 5;

/**
 * A file as a person names it, as it is stored: with either separator, with `./`
 * before it, by its absolute path below the folder the program is run in, or by the
 * last parts of its path where these fit one file alone.
 * @throws `NOT_FOUND` with near paths; `AMBIGUOUS` for the end of several paths
 */
export async function storedFile(session: Session, repoId: string, given: string): Promise<string> {
  const written = spellings(given, session.folder);
  for (const file of written) if (await holds(session, repoId, file)) return file;
  const wanted = withSlashes(written.at(-1) ?? given);
  const files = await allFiles(session, repoId);
  const ending = files.filter((file) => withSlashes(file).endsWith(`/${wanted}`));
  const [only, ...others] = ending;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) throw severalFiles(repoId, given, ending);
  const near = nearFiles(files, wanted);
  const hint = near.length === 0 ? '' : ` Near it are ${near.map(quote).join(', ')}.`;
  throw new StorageError(
    'NOT_FOUND',
    `No node of the repository ${quote(repoId)} lies in the file ${quote(given)}.${hint}`,
    { repoId, context: { file: given, near } },
  );
}

function severalFiles(repoId: string, given: string, files: readonly string[]): StorageError {
  const named = files.slice(0, MOST_NAMED).map(quote).join(', ') + (files.length > MOST_NAMED ? ', …' : '');
  return new StorageError(
    'AMBIGUOUS',
    `${files.length} files of the repository ${quote(repoId)} end with ${quote(given)}: ${named}. Give more of the path.`,
    { repoId, context: { file: given, files: files.slice(0, MOST_NAMED) } },
  );
}

/** As given first, for a stored path may be any text. */
function spellings(given: string, current: string): string[] {
  const below = isAbsolute(given) ? relative(current, given) : given;
  const slashed = withSlashes(below).replace(/^(?:\.\/)+/, '');
  return [...new Set([given, slashed.replaceAll('/', '\\'), slashed])];
}

async function holds({ store, asking }: Session, repoId: string, file: string): Promise<boolean> {
  return (await store.queries.findNodes(repoId, { file }, { ...asking, limit: 0 })).total > 0;
}

async function allFiles(session: Session, repoId: string): Promise<readonly string[]> {
  const files = new Set<string>();
  for await (const { file } of (await storedSource(session, repoId, 'find')).nodes()) {
    if (file !== '') files.add(file);
  }
  return [...files];
}

/** Those of the same name first, then those of a near path, or whose last parts are near what was given. */
function nearFiles(files: readonly string[], wanted: string): readonly string[] {
  const parts = wanted.split('/').length;
  const tail = (path: string, count: number): string => withSlashes(path).split('/').slice(-count).join('/');
  const sameName = files.filter((file) => tail(file, 1) === tail(wanted, 1));
  const near = nearest(
    wanted,
    files.map((file) => tail(file, parts)),
  );
  const sameTail = files.filter((file) => near.includes(tail(file, parts)));
  return [...new Set([...sameName, ...nearest(wanted, files), ...sameTail])].slice(0, 3);
}
