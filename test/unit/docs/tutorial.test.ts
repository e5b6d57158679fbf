import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { consoleExamples } from '../../support/documented-commands.ts';
import { run } from '../cli/run.ts';
import { ROOT } from './code-blocks.ts';

const PAGE = await readFile(`${ROOT}/docs/tutorial.md`, 'utf8');

/** How long something took is another time each time. */
const untimed = (text: string): string =>
  text
    .replace(/\((?:\d+ min )?[\d.]+ s\)/g, '(… s)')
    .replace(/\n{2,}/g, '\n')
    .trim();

test('the tutorial shows what its commands print about its files, one after the other', {
  timeout: 120_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tutorial-'));
  const before = process.cwd();
  onTestFinished(async () => {
    process.chdir(before);
    await rm(folder, { recursive: true, force: true });
  });
  const files = [...PAGE.matchAll(/^`([\w./]+)`:\n\n```\w+\n([\s\S]*?)^```$/gm)];
  expect(files).toHaveLength(4);
  for (const [, path = '', text = ''] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const shown = consoleExamples('docs/tutorial.md', PAGE).filter(({ printed }) => printed !== '');
  expect(shown).toHaveLength(6);
  process.chdir(folder);
  for (const { line, printed = '' } of shown) {
    const { code, stdout, stderr } = await run(line.split(' ').slice(1));
    expect({ line, code }).toEqual({ line, code: 0 });
    expect(untimed(`${stdout}\n${stderr}`), line).toBe(untimed(printed));
  }
});
