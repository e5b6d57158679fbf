import { describe, expect, it } from 'vitest';
import type { EntryRules } from '../../../src/storage/index.ts';
import {
  ENTRY_PRESETS,
  entryCountCaveats,
  entryMatcher,
  languageOf,
  mergeRules,
  resolveEntryRules,
  testCodeMatcher,
} from '../../../src/traversal/index.ts';
import { node } from './graphs.ts';

const noTest = (): boolean => false;

describe('entry rules', () => {
  it.each<[string, EntryRules, boolean]>([
    ['its kind', { kinds: ['Function'] }, true],
    ['its exact name', { names: ['start'] }, true],
    ['part of its name', { names: ['star'] }, false],
    ['a glob of its file', { files: ['src/**'] }, true],
    ['a glob of another file', { files: ['lib/**'] }, false],
    ['one of its attributes', { attributes: { exported: 'true' } }, true],
    ['one attribute of two', { attributes: { exported: 'true', async: 'true' } }, true],
    ['another value of an attribute', { attributes: { exported: 'false' } }, false],
    ['an inherited property', { attributes: { constructor: 'Object' } }, false],
    ['any value of an attribute', { attributes: { exported: '*' } }, true],
    ['its exact name, of a function', { functions: ['start'] }, true],
    ['its id', { ids: ['f'] }, true],
    ['one rule of several', { kinds: ['Route'], ids: ['f'] }, true],
    ['nothing at all', {}, false],
  ])('a node is told by %s: %j gives %s', (_, rules, isEntry) => {
    const start = node('f', { name: 'start', attributes: { exported: 'true' } });
    expect(entryMatcher(rules, noTest)(start, true)).toBe(isEntry);
  });

  it('mean whole files by the kind Module, but other rules may name a namespace', () => {
    const module = node('m', { kind: 'Module' });
    expect(entryMatcher({ kinds: ['Module'] }, noTest)(module, false)).toBe(true);
    expect(entryMatcher({ kinds: ['Module'] }, noTest)(module, true)).toBe(false);
    expect(entryMatcher({ ids: ['m'] }, noTest)(module, true)).toBe(true);
  });

  it('never make an external node an entry point', () => {
    const rules = { kinds: ['Function'], ids: ['f'] };
    expect(entryMatcher(rules, noTest)(node('f', { attributes: { external: 'true' } }), false)).toBe(false);
    expect(entryMatcher(rules, noTest)(node('f', { file: '' }), false)).toBe(false);
    expect(entryMatcher(rules, noTest)(node('f', { attributes: { external: 'false' } }), false)).toBe(true);
  });

  it('mean by tests the declarations that are test code', () => {
    const isEntry = entryMatcher({ tests: true }, testCodeMatcher(['**/*.test.ts']));
    expect(isEntry(node('f', { file: 'a.test.ts' }), false)).toBe(true);
    expect(isEntry(node('f', { attributes: { test: 'true' } }), false)).toBe(true);
    expect(isEntry(node('f', { file: 'a.test.ts', attributes: { test: 'false' } }), false)).toBe(false);
    expect(isEntry(node('f', { file: 'a.test.ts', kind: 'Variable' }), false)).toBe(false);
  });

  it('are chosen by what is API where none are given, and the answer says so', () => {
    expect(resolveEntryRules(undefined, true)).toMatchObject({
      rules: ENTRY_PRESETS.library,
      caveats: [{ code: 'entry-preset', message: expect.stringContaining('library') }],
    });
    expect(resolveEntryRules(undefined, false)).toMatchObject({
      rules: ENTRY_PRESETS.application,
      caveats: [{ code: 'entry-preset', message: expect.stringContaining('application') }],
    });
    expect(resolveEntryRules('library', true)).toEqual({ rules: ENTRY_PRESETS.library, caveats: [] });
    expect(resolveEntryRules('library', false).caveats).toMatchObject([{ code: 'no-api' }]);
    expect(resolveEntryRules({ ids: ['f'] }, true).caveats).toEqual([]);
  });

  it('merge to what fits either, without doubles', () => {
    const merged = mergeRules({ kinds: ['A'], attributes: { x: '1' } }, { kinds: ['A', 'B'], names: ['n'] });
    expect(merged).toEqual({
      kinds: ['A', 'B'],
      names: ['n'],
      functions: [],
      files: [],
      decorators: [],
      ids: [],
      attributes: { x: '1' },
      tests: false,
    });
  });

  it('that fit nothing give a caveat', () => {
    expect(entryCountCaveats(0)).toMatchObject([{ code: 'no-entry-points' }]);
    expect(entryCountCaveats(1)).toEqual([]);
  });
});

describe('the language of a node', () => {
  it.each([
    ['src/a.ts', {}, 'ts'],
    ['src/a.d.TS', {}, 'ts'],
    ['src/a.ts', { language: 'TypeScript' }, 'typescript'],
    ['src/a.ts', { language: '' }, 'ts'],
    ['Makefile', {}, ''],
    ['v1.2/Makefile', {}, ''],
    ['.gitignore', {}, ''],
    ['', {}, ''],
  ])('in %j with %j is %j', (file, attributes, language) => {
    expect(languageOf({ file, attributes })).toBe(language);
  });
});
