import { nearest, quote, StorageError } from '../errors/index.ts';
import { type GraphSource, repositoryNotFound } from '../storage/index.ts';
import type { Session } from './session.ts';

/** The repository that was named, else the only one stored. @throws `CONFIG_INVALID`, `NOT_FOUND` */
export async function chooseRepository(session: Session, named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const stored = await session.store.graph.listRepositories(session.running);
  const [only] = stored;
  if (only === undefined) throw nothingStored(session);
  if (stored.length === 1) return only;
  const names = stored.slice(0, 10).map(quote).join(', ') + (stored.length > 10 ? ', …' : '');
  throw new StorageError(
    'CONFIG_INVALID',
    `${stored.length} repositories are stored: ${names}. Name the one you mean as the first argument.`,
    { context: { stored } },
  );
}

/** A stored graph, row by row. @throws `NOT_FOUND` with near names */
export async function storedSource(
  { store, running }: Session,
  repoId: string,
  operation: string,
): Promise<GraphSource> {
  const source = await store.graph.streamGraph(repoId, running);
  if (source !== undefined) return source;
  const near = nearest(repoId, await store.graph.listRepositories(running));
  throw repositoryNotFound(repoId, near).at({ operation, backend: store.backend });
}

/** @returns the `NOT_FOUND` of an empty store, with the way out of it */
function nothingStored(session: Session): StorageError {
  return new StorageError(
    'NOT_FOUND',
    `No repository is stored in ${session.storeName}. Put one there: ${session.program} import FILE`,
  );
}
