import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { nearest } from '../errors/index.ts';
import { ndjsonChunks } from '../formats/json-chunks.ts';
import { writeChunks } from '../formats/write-graph.ts';
import { checkGiven, type GraphStorage, type ReadOptions, repositoryNotFound } from '../storage/index.ts';
import { BACKUP_FORMAT, type BackedUpGraph, type BackupEnd, type BackupHeader } from './backup-form.ts';

/** What is backed up. */
export interface BackupOptions extends ReadOptions {
  /** Default: all that are stored. */
  readonly repoIds?: readonly string[] | undefined;
}

/**
 * Writes repositories as a backup, row by row, at the pace the stream takes it; each as it is at one moment.
 * The stream is left open for its owner to end; after a failure it is destroyed.
 * @throws `NOT_FOUND` for a repository that is not stored, `CONFLICT` (retryable) where one
 * changes while it is read, `UNAVAILABLE` if the stream fails
 */
export async function writeBackup(
  storage: GraphStorage,
  writable: Writable,
  options: BackupOptions = {},
): Promise<BackedUpGraph[]> {
  checkGiven(options);
  const { repoIds, ...reading } = options;
  const written: BackedUpGraph[] = [];
  const wanted = [...new Set(repoIds ?? (await storage.listRepositories(reading)))];
  await writeChunks(backupChunks(storage, wanted, reading, written), writable);
  return written;
}

async function* backupChunks(
  storage: GraphStorage,
  repoIds: readonly string[],
  options: ReadOptions,
  written: BackedUpGraph[],
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const hashed = (text: string): string => {
    hash.update(text);
    return text;
  };
  const header: BackupHeader = {
    codeprism: 'backup',
    format: BACKUP_FORMAT,
    repositories: repoIds.length,
  };
  yield hashed(`${JSON.stringify(header)}\n`);
  for (const repoId of repoIds) {
    const source = await storage.streamGraph(repoId, options);
    if (source === undefined) {
      throw repositoryNotFound(repoId, nearest(repoId, await storage.listRepositories(options)));
    }
    for await (const text of ndjsonChunks(source, options)) yield hashed(text);
    const { totalNodes: nodes, totalEdges: edges } = source.metadata;
    written.push({ repoId, nodes, edges });
  }
  const end: BackupEnd = { backup_end: { sha256: hash.digest('hex') } };
  yield `${JSON.stringify(end)}\n`;
}
