import { describe, expect, test } from 'vitest';
import { linkTo } from '../../../src/report/data/links.ts';
import { checkLinkTemplate } from '../../../src/report/index.ts';

describe('a link template', () => {
  test.each([
    ['javascript:alert({file})', 'must begin with one of https, http, vscode'],
    ['data:text/html,{file}', 'must begin with one of'],
    ['file:///{file}', 'must begin with one of'],
    ['{file}:{line}', 'must begin with one of'],
    ['https://{file}/{line}', 'leaves the host'],
    ['https://example.org/', 'lacks {file}'],
    ['https://example.org/{path}', 'has "{path}"'],
    ['https://example.org/{commit}/{file}', 'commit is not known'],
  ])('%s is refused', (template, problem) => {
    expect(() => checkLinkTemplate(template, undefined)).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(problem) }),
    );
  });

  test('names the analysed commit where it is known', () => {
    expect(checkLinkTemplate('https://example.org/{commit}/{file}#L{line}', '0123abcd')).toBe(
      'https://example.org/0123abcd/{file}#L{line}',
    );
  });
});

describe('a link', () => {
  test.each([
    ['src/a b.ts', 'https://example.org/src/a%20b.ts#L7'],
    ['a?b#c.ts', 'https://example.org/a%3Fb%23c.ts#L7'],
    ['"><script>.ts', 'https://example.org/%22%3E%3Cscript%3E.ts#L7'],
    ['{line}.ts', 'https://example.org/%7Bline%7D.ts#L7'],
    ['\ud800.ts', 'https://example.org/%EF%BF%BD.ts#L7'],
  ])('of %j escapes all but the folders', (file, address) => {
    expect(linkTo('https://example.org/{file}#L{line}', file, 7)).toBe(address);
  });

  test('is none where a template was not checked', () => {
    expect(linkTo('javascript:{file}', 'alert(1)', 1)).toBeUndefined();
  });
});
