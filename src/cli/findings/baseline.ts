import { readFile } from 'node:fs/promises';
import { diskError, systemCode } from '../../errors/disk-error.ts';
import { quote, StorageError } from '../../errors/index.ts';

/** What a baseline file says it is. */
const FORMAT = 'codeprism-neo4j dead-code baseline 1';

/** The ids of a baseline file. @throws `CONFIG_INVALID` for what is none */
export function parseBaseline(text: string, path: string): ReadonlySet<string> {
  const baseline = parsed(text) as { readonly format?: unknown; readonly ids?: unknown } | undefined;
  const ids = baseline?.ids;
  if (baseline?.format !== FORMAT || !Array.isArray(ids) || !ids.every((id) => typeof id === 'string')) {
    throw new StorageError(
      'CONFIG_INVALID',
      `${quote(path)} is no baseline of this program. Make one with --baseline FILE --write-baseline.`,
      { context: { path } },
    );
  }
  return new Set(ids as readonly string[]);
}

/** The ids of a baseline file, `undefined` where there is none. @throws `CONFIG_INVALID`, `UNAVAILABLE` */
export async function readBaseline(path: string): Promise<ReadonlySet<string> | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw diskError(error, path);
  }
  return parseBaseline(text, path);
}

/** A baseline file of the given findings, one id a line, so that differences can be read. */
export function baselineText(ids: readonly string[]): string {
  return `${JSON.stringify({ format: FORMAT, ids }, undefined, 2)}\n`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) ?? undefined;
  } catch {
    return undefined;
  }
}
