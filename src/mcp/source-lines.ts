import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { NodeSummary } from '../storage/index.ts';

/** As much as shows what a function is about. */
const LINES_SHOWN = 12;
const LONGEST_FILE = 4 * 1024 * 1024;

/**
 * The first lines of a node's source, numbered; none where the folder or the file is not at hand, or the file
 * lies outside the folder. The file may have changed since it was analysed: lines are shown as they are now.
 */
export async function sourceLines(
  folder: string | undefined,
  { file, span }: NodeSummary,
): Promise<string[]> {
  const text = folder === undefined || file === '' ? undefined : await textIn(folder, file);
  if (text === undefined) return [];
  const first = Math.max(1, span.startLine);
  const last = Math.min(span.endLine, first + LINES_SHOWN - 1);
  const lines = text.split('\n').slice(first - 1, last);
  return ['source:', ...lines.map((line, index) => `${first + index}| ${visible(line)}`)];
}

async function textIn(folder: string, file: string): Promise<string | undefined> {
  try {
    const root = await realpath(folder);
    const path = await realpath(join(root, file));
    const inside = relative(root, path);
    if (isAbsolute(inside) || inside === '..' || inside.startsWith(`..${sep}`)) return undefined;
    const { size } = await stat(path);
    return size > LONGEST_FILE ? undefined : await readFile(path, 'utf8');
  } catch {
    // Not at hand: the answer is complete without it.
    return undefined;
  }
}

/** Source may hold anything: what would move a cursor or turn the text's direction is left out. */
function visible(line: string): string {
  return line.replace(/[^\P{C}\t]/gu, '');
}
