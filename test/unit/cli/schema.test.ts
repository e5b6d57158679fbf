import { expect, test } from 'vitest';
import { SCHEMA, schemaRules } from '../../../src/backends/neo4j/schema/schema.ts';
import { run } from './run.ts';

test('schema --print prints every statement of the schema, and the store’s own node last', async () => {
  const { code, stdout } = await run(['schema', '--print']);
  expect(code).toBe(0);
  for (const { text } of SCHEMA) expect(stdout).toContain(`${text};\n`);
  expect(stdout).not.toContain('$');
  expect(stdout.split(';\n').at(-2)).toContain("MERGE (store:CodePrismStore {name: 'codeprism'})");
  expect(JSON.parse((await run(['schema', '--print', '--json'])).stdout)).toEqual({ script: stdout });
});

test('every statement of the schema that creates something is one that can be checked', () => {
  const creating = SCHEMA.filter(({ text }) => text.includes('CREATE'));
  expect(schemaRules()).toHaveLength(creating.length);
  for (const { name, label, properties } of schemaRules()) {
    expect(name).toMatch(/^codeprism_/);
    expect(label).toMatch(/^[A-Z]/);
    expect(properties.length).toBeGreaterThan(0);
  }
});

test('schema wants to know which of the two, and checks a Neo4j alone', async () => {
  for (const args of [
    ['schema'],
    ['schema', '--print', '--check'],
    ['schema', '--check', '--store', 'memory:'],
  ]) {
    const { code, stdout, stderr } = await run(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('CONFIG_INVALID');
  }
});
