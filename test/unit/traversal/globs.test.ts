import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameMatcher, pathMatcher } from '../../../src/globs/glob-matcher.ts';
import { globToRegex } from '../../../src/globs/glob-regex.ts';

const NAMES: readonly (readonly [glob: string, name: string, matches: boolean])[] = [
  ['', '', true],
  ['', 'a', false],
  ['map', 'map', true],
  ['map', 'mapEffect', false],
  ['map', 'Map', false],
  ['map*', 'mapEffect', true],
  ['*map', 'flatmap', true],
  ['*map', 'flatmaps', false],
  ['m?p', 'mop', true],
  ['m?p', 'mp', false],
  ['?', '😀', true],
  ['??', '😀', false],
  ['*', '', true],
  ['**', 'anything', true],
  ['a*b*c', 'a1b2b3c', true],
  ['a*b*c', 'a1b2b3', false],
  ['*/*', 'src/a', true],
  ['*', 'two\nlines', true],
  ['a?b', 'a\nb', true],
  ['a\\*b', 'a*b', true],
  ['a\\*b', 'axb', false],
  ['a\\?', 'a?', true],
  ['a\\\\', 'a\\', true],
  ['a\\', 'a\\', true],
  ['\\a', 'a', true],
  ['[ab].(c|d){1}^$+', '[ab].(c|d){1}^$+', true],
  ['[ab]', 'a', false],
  ['.', 'x', false],
  ['a*1', 'a11', true],
  ['*\u{10000}*', 'x\u{10000}y', true],
];

const PATHS: readonly (readonly [glob: string, path: string, matches: boolean])[] = [
  ['src/*.ts', 'src/a.ts', true],
  ['src/*.ts', 'src/deep/a.ts', false],
  ['src/**', 'src/deep/a.ts', true],
  ['src/**', 'src', false],
  ['src/**/a.ts', 'src/a.ts', true],
  ['src/**/a.ts', 'src/x/y/a.ts', true],
  ['src/**/a.ts', 'src/xa.ts', false],
  ['**/test/**', 'test/a.ts', true],
  ['**/test/**', 'lib/test/deep/a.ts', true],
  ['**/test/**', 'latest/a.ts', false],
  ['**/test/**', 'lib/test', false],
  ['**/*.test.*', 'a.test.ts', true],
  ['**/*.test.*', 'src/a.b.test.mts', true],
  ['**/*.test.*', 'src/a.test/b', false],
  ['**/*Test.java', 'src/FooTest.java', true],
  ['**/*Test.java', 'src/FooTest.java.bak', false],
  ['a**c', 'ab/bc', true],
  ['a**/b', 'ax/y/b', true],
  ['a**/b', 'ab', false],
  ['**/**/a', 'a', true],
  ['***/a', 'x/y/a', true],
  ['?.ts', 'a.ts', true],
  ['a?b', 'a/b', false],
  ['**/?.ts', 'x/😀.ts', true],
  ['*', '', true],
  ['**/', 'a/', true],
  ['a\\*b', 'a*b', true],
  ['', '', true],
];

describe('a glob over names', () => {
  it.each(NAMES)('%j against %j gives %s', (glob, name, matches) => {
    expect(nameMatcher(glob)(name)).toBe(matches);
    expect(new RegExp(globToRegex(glob, 'name'), 'u').test(name)).toBe(matches);
  });

  it('matches the same names as its regular expression', () => {
    fc.assert(
      fc.property(text('ab*?\\😀/1\n.'), text('ab😀/1\n.\\'), (glob, name) => {
        expect(nameMatcher(glob)(name)).toBe(new RegExp(globToRegex(glob, 'name'), 'u').test(name));
      }),
      { numRuns: 2_000 },
    );
  });

  it('stays fast on names made to send a matcher back again and again', () => {
    const glob = `${'a*'.repeat(200)}b`;
    const name = 'a'.repeat(5_000);
    const regex = new RegExp(globToRegex(glob, 'name'), 'u');
    const begin = performance.now();
    expect(nameMatcher(glob)(name)).toBe(false);
    expect(regex.test(name)).toBe(false);
    expect(performance.now() - begin).toBeLessThan(3_000);
  });
});

describe('a glob over paths', () => {
  it.each(PATHS)('%j against %j gives %s', (glob, path, matches) => {
    expect(pathMatcher([glob])(path)).toBe(matches);
    expect(new RegExp(globToRegex(glob, 'path'), 'u').test(path)).toBe(matches);
  });

  it('matches where any of several does, and nowhere where there is none', () => {
    expect(pathMatcher(['*.js', '*.ts'])('a.ts')).toBe(true);
    expect(pathMatcher([])('a.ts')).toBe(false);
  });

  it('matches the same paths as its regular expression', () => {
    fc.assert(
      fc.property(text('ab**//?\\😀'), text('ab//😀\n'), (glob, path) => {
        expect(pathMatcher([glob])(path)).toBe(new RegExp(globToRegex(glob, 'path'), 'u').test(path));
      }),
      { numRuns: 2_000 },
    );
  });

  it('stays fast on paths made to send a matcher back again and again', () => {
    const begin = performance.now();
    expect(pathMatcher([`${'**/a*'.repeat(30)}b`])('a/'.repeat(1_000))).toBe(false);
    expect(performance.now() - begin).toBeLessThan(3_000);
  });
});

function text(characters: string): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...characters), maxLength: 12 });
}
