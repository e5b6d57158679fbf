import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from './run.ts';

const graph = new URL('../../../examples/graphs/ajv-8.20.0.json.gz', import.meta.url).pathname;
let folder: string;
let config: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codeprism-cli-config-'));
  config = join(folder, 'storage.json');
  await writeFile(config, JSON.stringify({ backend: 'memory', dataPath: 'snapshot' }));
});
afterAll(() => rm(folder, { recursive: true }));

describe('health', () => {
  test('of a store that can be used ends with 0', async () => {
    const text = await run(['health', '--store', `file:${folder}/graphs`]);
    expect([text.code, text.stdout]).toEqual([0, expect.stringMatching(/is reachable\nanswered {2}in/)]);
    expect(text.stderr).toContain('Nothing is stored there yet');
    const json = await run(['health', '--store', 'memory:', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ reachable: true, degraded: [] });
  });

  test('of a server that is not there ends with 1, and says why', async () => {
    const store = 'bolt://me:hidden-1@127.0.0.1:1';
    const text = await run(['health', '--store', store]);
    expect([text.code, text.stdout]).toEqual([
      1,
      expect.stringMatching(/cannot be reached\ndegraded {2}No Neo4j/),
    ]);
    const json = await run(['health', '--store', store, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ reachable: false, graph: { code: 'UNAVAILABLE' } });
    expect(text.stdout + json.stdout).not.toContain('hidden-');
  });
});

test('maintenance says what it removed', async () => {
  const { code, stdout } = await run(['maintenance', '--config', config]);
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(/0 old analyses removed\n0 expired cached values removed/),
  ]);
  expect(JSON.parse((await run(['maintenance', '--json', '--store', 'memory:'])).stdout)).toMatchObject({
    problems: [],
  });
});

describe('a configuration file', () => {
  test('takes the place of --store, by option or by environment', async () => {
    expect((await run(['import', graph, '--config', config])).code).toBe(0);
    const { stdout } = await run(['repos'], { env: { CODEPRISM_CONFIG: config } });
    expect(stdout).toMatch(/^ajv +4,422/m);
    const other = await run(['repos', '--json', '--store', 'memory:'], { env: { CODEPRISM_CONFIG: config } });
    expect(JSON.parse(other.stdout)).toEqual([]);
  });

  test('beside --store is wrong usage, as is one that is wrong', async () => {
    expect(await run(['repos', '--config', config, '--store', 'memory:'])).toMatchObject({ code: 2 });
    const wrong = join(folder, 'wrong.json');
    await writeFile(wrong, '{"backend": "memory", "dataPth": "x"}');
    const { code, stderr } = await run(['repos', '--config', wrong]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('Did you mean dataPath?')]);
  });

  test('that ends the drop-in says so', async () => {
    const compressed = join(folder, 'compressed.json');
    await writeFile(compressed, '{"backend": "file", "dataPath": "gz", "compression": true}');
    const { stderr } = await run(['repos', '--config', compressed]);
    expect(stderr).toMatch(/note: Compression is on: CodePrism cannot open/);
  });
});

describe('config', () => {
  test('shows what is in force, without passwords', async () => {
    const { stdout } = await run(['config', '--store', 'bolt://me:hidden-1@127.0.0.1:1/code']);
    expect(JSON.parse(stdout)).toMatchObject({ backend: 'neo4j', username: 'me', database: 'code' });
    expect(stdout).not.toContain('hidden-');
    expect(JSON.parse((await run(['config', '--config', config])).stdout).dataPath).toBe(
      join(folder, 'snapshot'),
    );
  });

  test('prints the JSON Schema', async () => {
    const { stdout } = await run(['config', '--schema']);
    expect(JSON.parse(stdout)).toMatchObject({ type: 'object', additionalProperties: false });
    expect(await readFile(config, 'utf8')).toContain('memory');
  });
});
