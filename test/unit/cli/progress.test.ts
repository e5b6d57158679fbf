import { PassThrough } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { formatRate, formatSeconds } from '../../../src/cli/output/numbers.ts';
import { ProgressBar, progressLine } from '../../../src/cli/output/progress.ts';
import { silentKeys } from '../../../src/cli/output/silent-keys.ts';

test('a line shows the share, the rows and the rate', () => {
  const line = progressLine({ phase: 'nodes', done: 2_500, total: 10_000 }, 0.5, 100);
  expect(line).toBe('nodes  ██████░░░░░░░░░░░░░░░░░░  25%  2,500 of 10,000  5,000/s');
});

test('without a total there is no share', () => {
  expect(progressLine({ phase: 'read', done: 1_000 }, 1, 100)).toBe('reading files  1,000  1,000/s');
  expect(progressLine({ phase: 'read', done: 0, total: 0 }, 0, 100)).toBe('reading files  0');
});

test('more done than promised is no more than all', () => {
  expect(progressLine({ phase: 'n', done: 3, total: 2 }, 0, 100)).toContain('100%');
});

test.each([10, 20, 40])('it never fills the %i columns there are', (width) => {
  const line = progressLine({ phase: 'edges', done: 123_456, total: 250_642 }, 9, width);
  expect(line.length).toBeLessThanOrEqual(width);
});

test('the bar draws at most ten times a second, and each phase at once', () => {
  const written: string[] = [];
  let now = 0;
  const bar = new ProgressBar({ write: (text) => written.push(text), columns: 100 }, () => now);
  for (now = 0; now < 1_000; now += 10) bar.update({ phase: 'nodes', done: now, total: 1_000 });
  expect(written).toHaveLength(10);
  bar.update({ phase: 'edges', done: 1, total: 2 });
  expect(written).toHaveLength(11);
  bar.clear();
  bar.clear();
  expect(written).toHaveLength(12);
});

test.each([
  [0.034, '0.03 s'],
  [12.34, '12.3 s'],
  [59.97, '1 min 0 s'],
  [119.7, '2 min 0 s'],
  [125, '2 min 5 s'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});

test('a rate has three digits, and no time is no infinity', () => {
  expect(formatRate(123_456, 1)).toBe('123,000 rows/s');
  expect(formatRate(1, 0)).toBe('1,000 rows/s');
});

test('after three seconds it says how long the rest takes', () => {
  const line = (seconds: number) => progressLine({ phase: 'edges', done: 250, total: 1_000 }, seconds, 200);
  expect(line(2)).not.toContain('left');
  expect(line(4)).toContain('about 12 s left');
  expect(line(60)).toContain('about 3 min left');
});

test('phases are named in words', () => {
  expect(progressLine({ phase: 'hash files', done: 1, total: 2 }, 0, 200)).toContain(
    'looking which files have changed',
  );
  expect(progressLine({ phase: 'run scip-go', done: 0 }, 0, 200)).toBe('waiting for scip-go  0');
});

test('while the line is shown, typed keys are not, but for Ctrl-C', () => {
  const calls: boolean[] = [];
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => calls.push(isRaw),
  });
  const silent = silentKeys({ stdin });
  const interrupted = vi.spyOn(process, 'kill').mockReturnValue(true);
  silent(true);
  stdin.emit('data', Buffer.from('ls\r'));
  expect(interrupted).not.toHaveBeenCalled();
  stdin.emit('data', Buffer.from('\u0003'));
  expect(interrupted).toHaveBeenCalledWith(process.pid, 'SIGINT');
  silent(false);
  interrupted.mockRestore();
  expect(calls).toEqual([true, false]);
  expect(stdin.listenerCount('data')).toBe(0);
});

test('what somebody else reads is left alone', () => {
  const calls: boolean[] = [];
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => calls.push(isRaw),
  });
  stdin.on('data', () => {});
  silentKeys({ stdin })(true);
  expect(calls).toEqual([]);
});
