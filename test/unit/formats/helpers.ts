import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll } from 'vitest';
import { StorageError } from '../../../src/errors/index.ts';
import type { SerializableGraph } from '../../../src/graph/index.ts';

/** Awkward in every way that is allowed. */
export const AWKWARD: SerializableGraph = {
  repoId: 'repo/é "x"',
  nodes: [
    {
      id: '',
      name: 'line\nfeed \u2028 \u0000 🦀',
      kind: 'Function',
      file: '',
      span: { startByte: 0, endByte: 2 ** 53 - 1, startLine: 1, endLine: 2, startColumn: 3, endColumn: 4 },
      attributes: Object.fromEntries([
        ['__proto__', 'p'],
        ['', ''],
        ['constructor', 'c'],
      ]),
    },
    {
      id: 'b',
      name: '',
      kind: '',
      file: 'a/b.ts',
      span: { startByte: 0, endByte: 0, startLine: 0, endLine: 0, startColumn: 0, endColumn: 0 },
      attributes: {},
    },
  ],
  edges: [
    { source: 'b', target: '', kind: 'CALLS', attributes: { line: '7' } },
    { source: 'b', target: 'not stored', kind: 'x y', attributes: {} },
  ],
  metadata: {
    repoId: 'repo/é "x"',
    lastUpdated: { seconds: 1_700_000_000, nanoseconds: 999_999_999 },
    version: 3,
    fileHashes: { 'a/b.ts': 'abc' },
    totalNodes: 2,
    totalEdges: 2,
    schemaVersion: '1.0',
  },
};

/** A folder of the test file's own, removed afterwards; gives a function that writes a file into it. */
export async function temporaryFolder(): Promise<{
  directory: string;
  file: (name: string, content: string | Uint8Array) => Promise<string>;
}> {
  const directory = await mkdtemp(join(tmpdir(), 'codeprism-test-'));
  afterAll(() => rm(directory, { recursive: true, force: true }));
  const file = async (name: string, content: string | Uint8Array): Promise<string> => {
    const path = join(directory, name);
    await writeFile(path, content);
    return path;
  };
  return { directory, file };
}

/** The StorageError that the promise fails with. */
export async function failure(promise: Promise<unknown>): Promise<StorageError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof StorageError) return error;
    throw error;
  }
  throw new Error('It was expected to fail, but did not.');
}

/** Collects what is written, slowly, so that back-pressure counts. */
export class Sink extends Writable {
  text = '';
  largestBuffer = 0;

  constructor() {
    super({ highWaterMark: 1, decodeStrings: false });
  }

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    this.largestBuffer = Math.max(this.largestBuffer, this.writableLength);
    setImmediate(done);
  }
}

/** All rows of a source's pass. */
export async function rowsOf<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
