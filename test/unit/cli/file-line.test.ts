import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileLine, fileLinker } from '../../../src/cli/output/file-line.ts';
import { table } from '../../../src/cli/output/table.ts';

let folder = '';
beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'file-line-')), 'project');
  await mkdir(join(folder, 'lib'), { recursive: true });
  for (const name of ['lib/a.ts', 'lib/ü [x].ts', '../beside.ts']) await writeFile(join(folder, name), '');
});
afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }));

describe('a place in a file', () => {
  test('leads to the file and its line', () => {
    expect(fileLinker(folder)('lib/a.ts:12')).toBe(`file://${folder}/lib/a.ts#L12`);
    expect(fileLinker(folder)('lib/ü [x].ts:1')).toMatch(/lib\/%C3%BC%20%5Bx%5D\.ts#L1$/);
  });

  test('leads nowhere where the file is not there, lies outside of the folder, or there is none', () => {
    for (const place of [
      'lib/gone.ts:12',
      '../beside.ts:1',
      `${folder}/../beside.ts:1`,
      '(external)',
      '',
      ':1',
    ])
      expect(fileLinker(folder)(place)).toBeUndefined();
  });

  test('looks in a table as it does without a link, cut or not', () => {
    const rows = ['lib/a.ts:12', '(external)', 'lib/ü [x].ts:1'];
    for (const width of [100, 20]) {
      const columns = [fileLine((row: string) => row), { title: 'N', value: () => 'n' }];
      const plain = table(rows, columns, width);
      const linked = table(rows, columns, width, fileLinker(folder));
      expect(linked.lines.map(stripVTControlCharacters)).toEqual(plain.lines);
      expect(linked.lines.filter((line, index) => line !== plain.lines[index])).toHaveLength(2);
      expect(linked.head).toBe(plain.head);
    }
  });
});
