import { isAbsolute, relative } from 'node:path';
import { nearest, quote, StorageError } from '../errors/index.ts';
import { withSlashes } from '../globs/glob-matcher.ts';
import { storedSource } from './repository.ts';
import type { Session } from './session.ts';

/**
 * A file as a person names it, as it is stored: with either separator, with `./` before it, or by its absolute path below
 * the folder the program is run in.
 * @throws `NOT_FOUND` with near paths
 */
export async function storedFile(session: Session, repoId: string, given: string): Promise<string> {
  for (const file of spellings(given)) if (await holds(session, repoId, file)) return file;
  const near = await nearFiles(session, repoId, spellings(given).at(-1) ?? given);
  const hint = near.length === 0 ? '' : ` Near it are ${near.map(quote).join(', ')}.`;
  throw new StorageError(
    'NOT_FOUND',
    `No node of the repository ${quote(repoId)} lies in the file ${quote(given)}.${hint}`,
    { repoId, context: { file: given, near } },
  );
}

/** As given first, for a stored path may be any text. */
function spellings(given: string): string[] {
  const below = isAbsolute(given) ? relative(process.cwd(), given) : given;
  const slashed = withSlashes(below).replace(/^(?:\.\/)+/, '');
  return [...new Set([given, slashed.replaceAll('/', '\\'), slashed])];
}

async function holds({ store, running }: Session, repoId: string, file: string): Promise<boolean> {
  return (await store.queries.findNodes(repoId, { file }, { ...running, limit: 0 })).total > 0;
}

async function nearFiles(session: Session, repoId: string, wanted: string): Promise<readonly string[]> {
  const files = new Set<string>();
  for await (const { file } of (await storedSource(session, repoId, 'find')).nodes()) {
    if (file !== '') files.add(file);
  }
  const name = (path: string): string => withSlashes(path).split('/').at(-1) ?? path;
  const sameName = [...files].filter((file) => name(file) === name(wanted));
  return [...new Set([...sameName, ...nearest(wanted, [...files])])].slice(0, 3);
}
