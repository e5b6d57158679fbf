import { resolve } from 'node:path';
import { openFileStore } from '../backends/file/index.ts';
import { openMemoryStore } from '../backends/memory/index.ts';
import { intercepted, type Operation, textOf } from '../layers/intercept.ts';
import type { GraphStore } from '../storage/index.ts';
import { Snapshots } from './snapshots.ts';

/** A store in memory that is kept in files. */
export interface SnapshotStore extends GraphStore {
  readonly snapshots: Snapshots;
}

/** Where a memory store is kept, and how often it is written. */
export interface SnapshotStoreOptions {
  readonly directory: string;
  readonly intervalMs: number;
  readonly compression: boolean;
}

/**
 * Opens a memory store that begins with what a folder holds, and keeps the folder after it.
 * Two processes must not keep the same folder at a time.
 * @throws `CORRUPT` for a folder that cannot be read whole
 */
export async function openSnapshotStore(options: SnapshotStoreOptions): Promise<SnapshotStore> {
  const directory = resolve(options.directory);
  const { intervalMs, compression } = options;
  // The content of the files need not be in memory twice.
  const folder = await openFileStore({ directory, compression, cacheBytes: 0 });
  const memory = await openMemoryStore();
  const snapshots = new Snapshots({ memory, files: folder, directory, intervalMs });
  const close = async (): Promise<void> => {
    try {
      await snapshots.end();
    } finally {
      await memory.close();
      await folder.close();
    }
  };
  try {
    await snapshots.load();
  } catch (error) {
    await memory.close();
    await folder.close();
    throw error;
  }
  const noted = intercepted(
    { ...memory, close, [Symbol.asyncDispose]: close },
    async (operation, proceed) => {
      try {
        return await proceed();
      } finally {
        if (operation.kind === 'write') note(snapshots, operation);
      }
    },
  );
  return { ...noted, snapshots };
}

/** Where a write failed, what it would have changed may be written once too often. */
function note(snapshots: Snapshots, { name, repoId }: Operation): void {
  const id = textOf(repoId);
  if (ANALYSIS_WRITES.has(name)) snapshots.noteAnalyses(id);
  else if (id !== undefined) snapshots.noteGraph(id);
}

const ANALYSIS_WRITES = new Set(['storeAnalysis', 'deleteAnalysis', 'deleteAnalysesOf', 'cleanupOldResults']);
