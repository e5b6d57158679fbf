import { expect, test } from 'vitest';
import { Patience } from '../../server/patience.ts';

test('a server is waited for while it says something, and not for ever', () => {
  let now = 0;
  const patience = new Patience({ silenceMs: 10, longestMs: 100, now: () => now });
  for (now = 0; now < 100; now += 10) {
    expect(patience.end).toBeUndefined();
    patience.heard();
  }
  now = 101;
  patience.heard();
  expect(patience.end).toBe('did not answer within 0.1 s');
});

test('one that says nothing is given up', () => {
  let now = 0;
  const patience = new Patience({ silenceMs: 10, now: () => now });
  now = 10;
  expect(patience.end).toBeUndefined();
  now = 11;
  expect(patience.end).toBe('said nothing for 0.01 s');
});
