import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { node } from '../../../src/conformance/fixtures.ts';
import { isPlainObject } from '../../../src/errors/plain-object.ts';
import { validateNode } from '../../../src/graph/index.ts';

test('objects of own properties are plain, with a prototype, without, and from another realm', () => {
  for (const value of [{}, Object.create(null), { ['__proto__']: 'x' }, runInNewContext('({ a: "b" })')]) {
    expect(isPlainObject(value)).toBe(true);
  }
  const attributes = runInNewContext('({ language: "go" })');
  expect(validateNode({ ...node('a'), attributes }, 0).attributes).toEqual({ language: 'go' });
});

test('whatever has more to it, or holds its content elsewhere, is not', () => {
  for (const value of [
    null,
    1,
    [],
    new Map(),
    new Date(),
    Object.create({ a: 1 }),
    runInNewContext('new Map()'),
  ]) {
    expect(isPlainObject(value)).toBe(false);
  }
});
