import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sourceLines } from '../../../src/mcp/source-lines.ts';

let root: string;
const spanOf = (startLine: number, endLine: number) => ({
  startByte: 0,
  endByte: 0,
  startLine,
  endLine,
  startColumn: 0,
  endColumn: 0,
});
const nodeIn = (file: string, startLine = 1, endLine = 1) => ({
  id: 'i',
  name: 'n',
  kind: 'Function',
  file,
  span: spanOf(startLine, endLine),
});

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'source-lines-'));
  await mkdir(join(root, 'project'));
  const lines = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`);
  await writeFile(join(root, 'project', 'a.ts'), lines.join('\n'));
  await writeFile(join(root, 'secret.txt'), 'secret');
  await symlink(join(root, 'secret.txt'), join(root, 'project', 'link.ts'));
});

afterAll(() => rm(root, { recursive: true }));

test('shows the first lines of a node, numbered', async () => {
  expect(await sourceLines(join(root, 'project'), nodeIn('a.ts', 3, 4))).toEqual([
    'source:',
    '3| line 3',
    '4| line 4',
  ]);
  expect(await sourceLines(join(root, 'project'), nodeIn('a.ts', 1, 40))).toHaveLength(13);
});

test.each(['../secret.txt', 'link.ts', 'missing.ts', ''])('%j is not shown', async (file) => {
  expect(await sourceLines(join(root, 'project'), nodeIn(file))).toEqual([]);
});

test('without a folder there are none', async () => {
  expect(await sourceLines(undefined, nodeIn('a.ts'))).toEqual([]);
});
