import { expect, test } from 'vitest';
import { type Answer, answerJson, answerText } from '../../../src/mcp/answer/answer.ts';
import { decodePlace, encodePlace } from '../../../src/mcp/answer/cursor.ts';

const STATE = { repository: 'r', revision: '7', text: 'r, revision 7' };

function listing(count: number, length = 40): Answer {
  const lines = Array.from({ length: count }, (_, index) => `${index} `.padEnd(length, 'x'));
  const files = lines.map((_, index) => `file${index % 2}.ts`);
  return { head: [`${count} found`], list: { lines, offset: 0, total: count, files }, data: lines };
}

test('a short answer is shown whole: head, list, extras, notes, next step, state', () => {
  const answer = {
    ...listing(1, 4),
    extra: ['source'],
    caveats: [{ code: 'c', message: 'not known' }],
    next: 'look',
  };
  expect(answerText(answer, STATE).split('\n')).toEqual([
    '1 found',
    '0 xx',
    'source',
    'note: not known',
    'next: look',
    'state: r, revision 7',
  ]);
});

test('a long list is cut between lines, within the budget, and its cursor goes on where it ended', () => {
  const text = answerText(listing(500), STATE, 2_000);
  expect(text.length).toBeLessThanOrEqual(2_000);
  const shown = text.split('\n').filter((line) => line.endsWith('xxx'));
  expect(shown.every((line) => line.length === 40)).toBe(true);
  const [, end, cursor = ''] = /1 to (\d+) of 500; the rest: cursor "(.+)"/.exec(text) ?? [];
  expect(Number(end)).toBe(shown.length);
  expect(decodePlace(cursor, '7')).toBe(shown.length);
});

test('extras go before lines do', () => {
  const answer = { ...listing(10), extra: Array.from({ length: 50 }, () => 'y'.repeat(40)) };
  const text = answerText(answer, STATE, 600);
  expect(text.length).toBeLessThanOrEqual(600);
  expect(text).toContain('9 xxx');
});

test('lines too long to list become counts by file, and then the total alone', () => {
  const answer = listing(6, 3_000);
  expect(answerText(answer, STATE, 1_000)).toContain(
    'too long to list: 6 in all\n3 in file0.ts\n3 in file1.ts',
  );
  const many = {
    ...answer,
    list: { ...listing(6, 3_000).list, files: Array.from({ length: 6 }, (_, i) => `${i}`.repeat(300)) },
  };
  const text = answerText(many as Answer, STATE, 400);
  expect(text).toContain('too long to list: 6 in all');
  expect(text.length).toBeLessThanOrEqual(400);
});

test('a list without pages promises no cursor', () => {
  const { list, ...rest } = listing(500);
  const text = answerText({ ...rest, ...(list && { list: { ...list, hasPages: false } }) }, STATE, 1_000);
  expect(text).toMatch(/1 to \d+ of 500; the rest is too long to show/);
});

test('JSON that no host would take is refused instead of cut', () => {
  expect(JSON.parse(answerJson({ head: [], data: [1] }, STATE))).toMatchObject({
    repository: 'r',
    answer: [1],
  });
  expect(JSON.parse(answerJson({ head: [], data: 'x'.repeat(50_000) }, STATE)).error).toContain(
    'Ask for less',
  );
});

test('a cursor of another state of the repository is a CONFLICT, of another maker CONFIG_INVALID', () => {
  expect(() => decodePlace(encodePlace({ offset: 3, revision: '1' }), '2')).toThrow(
    expect.objectContaining({ code: 'CONFLICT', retryable: true }),
  );
  for (const wrong of [
    '',
    'abc',
    Buffer.from('[-1,"2"]').toString('base64url'),
    Buffer.from('{}').toString('base64url'),
  ])
    expect(() => decodePlace(wrong, '2')).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
});
