import { nearest, StorageError } from '../errors/index.ts';
import type { GraphMetadata } from '../graph/index.ts';
import { analysisOrigins, coverageCaveats, originText } from '../repository/index.ts';
import type { Caveat, ReadOptions } from '../storage/index.ts';
import type { AnswerState } from './answer/answer.ts';
import { shownText } from './answer/shown-text.ts';
import type { ToolContext } from './tool.ts';

/**
 * The repository that was named, else the only one stored, with its state.
 * @throws `NOT_FOUND` with near names, `CONFIG_INVALID` where several are stored and none is named
 */
export async function stateOf(
  { store, running }: ToolContext,
  named: string | undefined,
): Promise<AnswerState> {
  const repository = named ?? (await onlyRepository({ store, running }));
  const revision = await store.graph.getGraphRevision(repository, running);
  const metadata =
    revision === undefined ? undefined : await store.graph.getGraphMetadata(repository, running);
  if (revision === undefined || metadata === undefined) {
    const near = nearest(repository, await store.graph.listRepositories(running));
    const hint = near.length > 0 ? ` Stored under near names: ${near.map(shownText).join(', ')}.` : '';
    throw new StorageError('NOT_FOUND', `No repository ${shownText(repository)} is stored.${hint}`);
  }
  const text = `${shownText(repository)}, ${storedAt(metadata)}, revision ${shownText(revision)}`;
  return { repository, revision, text };
}

/** What an answer about uses cannot know, by how the graph was made; empty for a graph that was imported. */
export async function coverageOf({ store, running }: ToolContext, repository: string): Promise<Caveat[]> {
  return coverageCaveats(await analysisOrigins(store.analysis, repository, waiting(running)));
}

/** Which state of the source a graph shows, a line for each analyzer; empty for a graph that was imported. */
export async function originsOf({ store, running }: ToolContext, repository: string): Promise<string[]> {
  const origins = await analysisOrigins(store.analysis, repository, waiting(running));
  return origins.map((origin) => shownText(originText(origin)));
}

/** What reading an analysis takes of a question's options: it has no time limit of its own. */
function waiting({ signal }: ToolContext['running']): ReadOptions {
  return signal === undefined ? {} : { signal };
}

/** `stored 2026-01-31T12:00:00.000Z`; a time that no date can hold is given in seconds. */
function storedAt({ lastUpdated: { seconds } }: GraphMetadata): string {
  const date = new Date(seconds * 1_000);
  return `stored ${Number.isNaN(date.getTime()) ? `${seconds} s after 1970` : date.toISOString()}`;
}

async function onlyRepository({ store, running }: ToolContext): Promise<string> {
  const stored = await store.graph.listRepositories(running);
  const [only] = stored;
  if (only === undefined) throw new StorageError('NOT_FOUND', 'No repository is stored here yet.');
  if (stored.length === 1) return only;
  const shown = stored.slice(0, 20).map(shownText).join(', ');
  throw new StorageError(
    'CONFIG_INVALID',
    `${stored.length} repositories are stored: ${shown}${stored.length > 20 ? ', …' : ''}. Name one as "repository".`,
  );
}
