import { expect, test } from 'vitest';
import { run } from './run.ts';

test('explore is for Neo4j', async () => {
  const { code, stderr } = await run(['explore', '--store', 'memory:']);
  expect(code).toBe(2);
  expect(stderr).toContain('--store');
});

test('explore wants an address of a page', async () => {
  const { code, stderr } = await run(['explore', '--store', 'bolt://127.0.0.1:1', '--browser', 'nonsense']);
  expect(code).toBe(2);
  expect(stderr).toContain('http://localhost:7474/browser/');
});
