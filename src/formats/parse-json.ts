import { isUtf8 } from 'node:buffer';
import { unreadable } from './file-problem.ts';
import { jsonErrorOffset } from './json-error-offset.ts';

/**
 * UTF-8 bytes as text, nothing replaced. @param firstLine the number of the line the bytes begin with
 * @param remedy what a reader of the error should do; by default, give a code graph
 * @throws `CORRUPT` naming the line and byte
 */
export function decodeUtf8(bytes: Uint8Array, name: string, firstLine = 1, remedy?: string): string {
  if (isUtf8(bytes)) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    // A byte order mark at the beginning of a file is no part of its text.
    return firstLine === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text;
  }
  const { line, byte } = firstInvalidUtf8(bytes, firstLine);
  throw unreadable(name, `is not UTF-8 text (line ${line}, byte ${byte} of it)`, {
    context: { line, byte },
    ...(remedy !== undefined && { remedy }),
  });
}

/**
 * @param firstLine the number of the line the text begins with
 * @param remedy as for {@link decodeUtf8}
 * @throws `CORRUPT` naming line and column
 */
export function parseJson(text: string, name: string, firstLine = 1, remedy?: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const offset = jsonErrorOffset(text);
    const lines = text.slice(0, offset).split('\n');
    const line = firstLine + lines.length - 1;
    const column = (lines.at(-1)?.length ?? 0) + 1;
    throw unreadable(name, `${jsonProblem(text, offset)} (line ${line}, column ${column})`, {
      context: { line, column },
      cause: error,
      ...(remedy !== undefined && { remedy }),
    });
  }
}

function jsonProblem(text: string, offset: number): string {
  if (offset >= text.length) return 'is cut off: its JSON ends too early';
  try {
    JSON.parse(text.slice(0, offset));
    return 'holds something else behind the end of its JSON';
  } catch {
    return `is not JSON: ${JSON.stringify(text.slice(offset, offset + 20))} is not expected`;
  }
}

/**
 * Counts from 1. A line feed is never part of a longer UTF-8 sequence, so lines can be checked one by one.
 */
function firstInvalidUtf8(bytes: Uint8Array, firstLine: number): { line: number; byte: number } {
  let line = firstLine;
  for (let start = 0; start <= bytes.length; line++) {
    const feed = bytes.indexOf(0x0a, start);
    const row = bytes.subarray(start, feed === -1 ? bytes.length : feed);
    if (!isUtf8(row))
      return { line, byte: firstDifference(row, Buffer.from(new TextDecoder().decode(row))) + 1 };
    start += row.length + 1;
  }
  return { line: firstLine, byte: 1 };
}

function firstDifference(a: Uint8Array, b: Uint8Array): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index++;
  return index;
}
