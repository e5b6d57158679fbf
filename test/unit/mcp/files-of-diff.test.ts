import { expect, test } from 'vitest';
import { filesOfDiff } from '../../../src/mcp/files-of-diff.ts';

test('names each changed file once, both names of a renamed one, and no /dev/null', () => {
  const diff = [
    'diff --git a/src/a.ts b/src/a.ts',
    '--- a/src/a.ts',
    '+++ b/src/a.ts',
    '@@ -1 +1 @@',
    '--- a line that was deleted',
    '--- a/old name.ts\t',
    '+++ b/new name.ts\t',
    '--- /dev/null',
    '+++ b/added.ts',
  ].join('\n');
  expect(filesOfDiff(diff)).toEqual(['src/a.ts', 'old name.ts', 'new name.ts', 'added.ts']);
});

test('reads the names that git quotes', () => {
  expect(filesOfDiff('+++ "b/\\303\\244 \\"x\\".ts"')).toEqual(['ä "x".ts']);
});

test('a text without headers has none', () => {
  expect(filesOfDiff('')).toEqual([]);
});
