import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readGraphFile } from '../../../src/formats/index.ts';
import { type GraphStore, openStore, StorageError } from '../../../src/index.ts';
import { ROOT } from './code-blocks.ts';

const PAGE = readFileSync(`${ROOT}/docs/errors.md`, 'utf8');
const SOURCE = readFileSync(`${ROOT}/src/errors/storage-error.ts`, 'utf8');

/** What the page says of a code. */
const sections = new Map(
  PAGE.split(/^## /m)
    .slice(1)
    .map((section) => [/^`([A-Z_]+)`/.exec(section)?.[1] ?? section.slice(0, 20), section]),
);

const exampleOf = (code: string): string | undefined => /^> (.*)$/m.exec(sections.get(code) ?? '')?.[1];

describe('the page of errors', () => {
  test('has a section for each code, in the order of their declaration, and none for another', () => {
    const union = /export type StorageErrorCode =([^;]+);/.exec(SOURCE)?.[1] ?? '';
    const codes = Array.from(union.matchAll(/'([A-Z_]+)'/g), ([, code]) => code);
    expect(codes.length).toBeGreaterThan(10);
    expect([...sections.keys()]).toEqual(codes);
  });

  test.each([...sections.keys()])('says cause, cure, whether it is retryable, and an example: %s', (code) => {
    const section = sections.get(code) ?? '';
    for (const part of ['Cause', 'Cure', 'Retryable'])
      expect(section).toMatch(new RegExp(`^- \\*\\*${part}:\\*\\* .`, 'm'));
    expect(exampleOf(code)).toMatch(/\.$|\?$/);
  });
});

describe('an example on the page of errors is what is really said', () => {
  let store: GraphStore;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'errors-'));
    store = await openStore('memory:');
    await store.graph.storeGraph(await readGraphFile(`${ROOT}/examples/graphs/ajv-8.20.0.json.gz`));
  });
  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const cases: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['CONFIG_INVALID', () => store.queries.callers('ajv', 'checkStrictMode', JSON.parse('{ "depht": 2 }'))],
    ['INVALID_GRAPH', () => store.graph.updateNodes('ajv', [JSON.parse('{ "id": "a" }')])],
    ['NOT_FOUND', () => store.graph.updateNodes('ajw', [])],
    ['AMBIGUOUS', () => store.queries.callers('ajv', 'add')],
    ['UNSUPPORTED', () => store.queries.deadCode('ajv', { mark: true })],
    ['ABORTED', () => store.queries.summary('ajv', { signal: AbortSignal.abort() })],
    [
      'CORRUPT',
      async () => {
        await writeFile(join(folder, 'graph.json'), '{"repo_id": "r", "nodes": [');
        await readGraphFile(join(folder, 'graph.json'));
      },
    ],
    [
      'CLOSED',
      async () => {
        const closed = await openStore('memory:');
        await closed.close();
        await closed.graph.listRepositories();
      },
    ],
  ];

  test.each(cases)('%s', async (code, work) => {
    const error = await work().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(StorageError);
    if (!(error instanceof StorageError)) return;
    expect(error.code).toBe(code);
    expect(error.retryable).toBe(false);
    expect(error.message.replaceAll(`${folder}/`, '')).toBe(exampleOf(code));
  });
});
