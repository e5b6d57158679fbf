import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  escapedStem,
  foldedName,
  isHashedStem,
  isSafeId,
  unescapedId,
} from '../../../src/backends/file/file-names.ts';

describe('ids that give exactly CodePrism’s names', () => {
  it.each([
    'effect',
    'Effect-TS',
    '.github',
    'é',
    '🦀 spaces inside',
    'x.graph.json',
    'x.metadata',
    '%',
    '%2f',
    'console',
    'com10',
    'a..b',
    'a'.repeat(241),
  ])('%j', (id) => {
    expect(isSafeId(id)).toBe(true);
  });
});

describe('ids that do not', () => {
  it.each([
    ['', '%id-'],
    ['.', '%id-%2e'],
    ['..', '%id-%2e%2e'],
    ['a/b', '%id-a%2fb'],
    ['../../etc/passwd', '%id-%2e%2e%2f%2e%2e%2fetc%2fpasswd'],
    ['/absolute', '%id-%2fabsolute'],
    ['C:\\x', '%id-%43%3a%5cx'],
    ['a\0b', '%id-a%00b'],
    ['line\nfeed', '%id-line%0afeed'],
    ['\u007f', '%id-%7f'],
    ['con', '%id-con'],
    ['NUL.txt', '%id-%4e%55%4c%2etxt'],
    ['Lpt1', '%id-%4cpt1'],
    ['ends with a dot.', '%id-ends%20with%20a%20dot%2e'],
    ['ends with a space ', '%id-ends%20with%20a%20space%20'],
    ['%id-x', '%id-%25id-x'],
    ['what?', '%id-what%3f'],
  ])('%j is %s', (id, stem) => {
    expect(isSafeId(id)).toBe(false);
    expect(escapedStem(id)).toBe(stem);
    expect(unescapedId(stem)).toBe(id);
  });

  it('one too long is hashed', () => {
    const id = 'a/'.repeat(4_000);
    expect(escapedStem(id)).toMatch(/^%sha-[0-9a-f]{64}$/);
    expect(isHashedStem(escapedStem(id))).toBe(true);
    expect(isSafeId('a'.repeat(242))).toBe(false);
    expect(isSafeId('é'.repeat(121))).toBe(false);
  });
});

describe('escaped names', () => {
  const id = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => text.isWellFormed());

  it('say their id again', () => {
    fc.assert(
      fc.property(id, (text) => unescapedId(escapedStem(text)) === text || isHashedStem(escapedStem(text))),
    );
  });

  it('never meet, also where case and normal form are not told apart', () => {
    fc.assert(
      fc.property(id, id, (a, b) => {
        fc.pre(a !== b);
        expect(foldedName(escapedStem(a))).not.toBe(foldedName(escapedStem(b)));
      }),
    );
  });

  it('are names on every file system', () => {
    fc.assert(
      fc.property(id, (text) => {
        expect(escapedStem(text)).toMatch(/^[%a-z0-9_-]+$/);
        expect(isSafeId(escapedStem(text))).toBe(false);
      }),
    );
  });

  it.each(['%id-A', '%id-%2', '%id-%41b%', '%id-a.b', '%id-%2F', '%id-%61', '%id-%ff', 'plain'])(
    '%j is none of them',
    (stem) => {
      expect(unescapedId(stem)).toBeUndefined();
    },
  );
});
