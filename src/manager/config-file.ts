import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { diskError } from '../errors/disk-error.ts';
import { asStorageError, quote, StorageError } from '../errors/index.ts';
import { jsonErrorOffset } from '../formats/json-error-offset.ts';
import { configFromCodePrism, isCodePrismConfig } from './codeprism-config.ts';
import { StorageConfig } from './storage-config.ts';

/**
 * Reads a configuration from a JSON file: one of ours, or CodePrism's own. A relative `dataPath`, and the
 * FILE of `cacheUrl`, are taken from the file's folder.
 * @throws `CONFIG_INVALID` naming the file and what is wrong in it,
 * `UNAVAILABLE` for a file that cannot be read
 */
export async function readStorageConfig(path: string): Promise<StorageConfig> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw diskError(error, path);
  });
  try {
    const json = parsed(text);
    return placed(isCodePrismConfig(json) ? configFromCodePrism(json) : StorageConfig.from(json), path);
  } catch (thrown) {
    const { code, message, context } = asStorageError(thrown);
    throw new StorageError(code, `In ${quote(path)}: ${message}`, { context: { ...context, path } });
  }
}

/** The text itself may hold a password, so no part of it is repeated, as JSON.parse's own message does. */
function parsed(text: string): object {
  try {
    return JSON.parse(text);
  } catch {
    const lines = text.slice(0, jsonErrorOffset(text)).split('\n');
    throw new StorageError(
      'CONFIG_INVALID',
      `This is not JSON (line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}). Correct it there.`,
    );
  }
}

function placed(config: StorageConfig, path: string): StorageConfig {
  const folder = dirname(path);
  const { dataPath, cacheUrl } = config;
  const file = /^sqlite:(?!\/\/|~)(.+)$/i.exec(cacheUrl)?.[1];
  return config.with({
    ...(dataPath !== undefined && { dataPath: resolve(folder, dataPath) }),
    ...(file !== undefined && { cacheUrl: `sqlite:${resolve(folder, file)}` }),
  });
}
