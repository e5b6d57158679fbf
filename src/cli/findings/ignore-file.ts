import { quote, StorageError } from '../../errors/index.ts';
import { nameMatcher, pathMatcher } from '../../globs/glob-matcher.ts';

/** One line of an ignore file. */
export interface IgnoreRule {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
  isIn(file: string): boolean;
  isNamed(name: string): boolean;
}

/**
 * The rules of an ignore file, a line each: a glob of files, or `FILES :: NAMES` with a glob of names too,
 * then ` # ` and the reason, which must be given. Empty lines, and those that begin with `#`, say nothing.
 *
 * @throws `CONFIG_INVALID` naming the line
 */
export function parseIgnoreFile(text: string, path: string): readonly IgnoreRule[] {
  return text.split(/\r?\n/).flatMap((raw, index) => {
    const trimmed = raw.trim();
    return trimmed === '' || trimmed.startsWith('#') ? [] : [ruleOf(trimmed, index + 1, path)];
  });
}

function ruleOf(text: string, line: number, path: string): IgnoreRule {
  const [, pattern = '', reason = ''] = /^(.*?)\s#\s*(.*)$/.exec(text) ?? [];
  const [files = '', names] = pattern.split(/(?:^|\s)\s*::\s+/, 2).map((part) => part.trim());
  if (reason === '' || files === '') {
    throw new StorageError(
      'CONFIG_INVALID',
      `Line ${line} of ${quote(path)} gives no glob or no reason. Write: src/legacy/** :: handle* # why it may stay`,
      { context: { path, line } },
    );
  }
  const isNamed = names === undefined ? () => true : nameMatcher(names);
  return { line, text: pattern.trim(), reason, isIn: pathMatcher([files]), isNamed };
}
