import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { diskError, systemCode } from '../../errors/disk-error.ts';
import { describe, quote, StorageError } from '../../errors/index.ts';
import { checkGiven, type GraphStore, graphStore } from '../../storage/index.ts';
import { FileGraphBackend } from './backend.ts';
import { COMPRESSED_SUFFIX, PLAIN_SUFFIX } from './file-names.ts';
import { GraphFolder } from './graph-folder.ts';
import type { FileStoreOptions } from './options.ts';
import { SnapshotCache } from './snapshot-cache.ts';

const DEFAULT_CACHE_BYTES = 256 * 1024 * 1024;

/**
 * Opens a folder of graph files, the same files that CodePrism's file backend keeps: either program opens
 * what the other wrote. A folder that is not there yet is an empty store.
 * @throws `CONFIG_INVALID` if the path is not a folder, `UNAVAILABLE` if it may not be looked at
 */
export async function openFileStore(options: FileStoreOptions): Promise<GraphStore> {
  checkGiven(options);
  const directory = checkedDirectory(options.directory);
  await refuseFile(directory);
  const cache = new SnapshotCache(options.cacheBytes ?? DEFAULT_CACHE_BYTES);
  return graphStore(
    new FileGraphBackend(new GraphFolder(directory), cache, graphSuffix(options.compression)),
  );
}

function graphSuffix(compression: unknown = false): string {
  if (typeof compression === 'boolean') return compression ? COMPRESSED_SUFFIX : PLAIN_SUFFIX;
  throw new StorageError(
    'CONFIG_INVALID',
    `Option compression is ${describe(compression)}. Give true or false.`,
    {
      backend: 'file',
      context: { option: 'compression' },
    },
  );
}

function checkedDirectory(directory: unknown): string {
  if (typeof directory === 'string' && directory !== '' && !directory.includes('\0'))
    return resolve(directory);
  throw new StorageError('CONFIG_INVALID', 'Option directory must be the path of a folder. Name one.', {
    backend: 'file',
    context: { option: 'directory' },
  });
}

async function refuseFile(directory: string): Promise<void> {
  try {
    if ((await stat(directory)).isDirectory()) return;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    if (systemCode(error) !== 'ENOTDIR') throw diskError(error, directory).at({ backend: 'file' });
  }
  throw new StorageError(
    'CONFIG_INVALID',
    `${quote(directory)} is a file or lies below one, so it cannot be a folder of graphs. Name another path.`,
    { backend: 'file', context: { option: 'directory', path: directory } },
  );
}
