import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StorageError } from '../../../src/errors/index.ts';
import { fixtureFolder, indexFile, inputOf, readFixture, readInputs } from './fixtures.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scip-'));
});
afterEach(() => rm(folder, { recursive: true }));

const index = await readFile(indexFile('typescript'));
const read = (bytes: Uint8Array, sourceRoot?: string) => readInputs([inputOf('bad.scip', bytes)], sourceRoot);
const codes = (graph: { report: { caveats: readonly { code: string }[] } }): string[] =>
  graph.report.caveats.map(({ code }) => code);

/** A message within another: its field, its length, its bytes. */
function field(number: number, body: Uint8Array | string): Buffer {
  const bytes = Buffer.from(body);
  const length: number[] = [];
  for (let rest = bytes.length; length.length === 0 || rest > 0; rest = Math.floor(rest / 128)) {
    length.push((rest % 128) + (rest >= 128 ? 128 : 0));
  }
  return Buffer.concat([Buffer.from([number * 8 + 2, ...length]), bytes]);
}

const METADATA = field(1, field(2, field(1, 'scip-typescript')));
const SYMBOL = 'scip-typescript npm p 1 `a.ts`/f().';

function occurrence(range: readonly number[], symbol = SYMBOL, roles = 1): Buffer {
  return field(
    2,
    Buffer.concat([field(1, Buffer.from(range)), field(2, symbol), Buffer.from([3 * 8, roles])]),
  );
}

function documentOf(path: string | Uint8Array, ...occurrences: readonly Buffer[]): Buffer {
  return field(2, Buffer.concat([field(1, path), ...occurrences]));
}

describe('bytes that are no whole index', () => {
  test('of a file that was cut off anywhere, the place is said, or what is there is a whole index', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: index.length - 1 }), async (length) => {
        try {
          const { nodes } = await read(index.subarray(0, length));
          // Only where a part ends can the rest be missing unseen.
          expect(nodes.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(StorageError);
          const { code, message } = error as StorageError;
          expect(['CORRUPT', 'INVALID_GRAPH']).toContain(code);
          expect(message).toMatch(code === 'CORRUPT' ? /byte \d+/ : /holds no document/);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('whatever bytes there are, nothing but a StorageError comes of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await read(bytes).catch((error) => expect(error).toBeInstanceOf(StorageError));
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['a ZIP', Buffer.from('504b0304140000000800', 'hex')],
    ['JSON', Buffer.from('{"repo_id": "x", "nodes": []}')],
    ['a claim of 2^40 bytes', Buffer.from([0x12, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20])],
  ])('%s is refused', async (_, bytes) => {
    await expect(read(bytes)).rejects.toMatchObject({ code: 'CORRUPT' });
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['metadata alone', METADATA],
  ])('%s is refused as empty, with what to do', async (_, bytes) => {
    await expect(read(bytes)).rejects.toMatchObject({
      code: 'INVALID_GRAPH',
      message: expect.stringContaining('Look at what the indexer said'),
    });
  });
});

describe('an index that does not fit its sources', () => {
  test('a text of another commit is not used, and that is said', async () => {
    await cp(fixtureFolder('typescript'), folder, { recursive: true });
    const path = join(folder, 'src/shapes.ts');
    await writeFile(path, `// one line more\n\n${await readFile(path, 'utf8')}`);
    const graph = await read(index, folder);
    expect(codes(graph)).toContain('text-differs');
    expect(graph.node('Circle.area').span).toMatchObject({ startByte: 0, startLine: 16 });
    expect(graph.node('outer').attributes.exported).toBe('true');
  });

  test('a file that is not there is read without its text', async () => {
    await cp(fixtureFolder('typescript'), folder, { recursive: true });
    await rm(join(folder, 'src/shapes.ts'));
    const graph = await read(index, folder);
    expect(codes(graph)).toContain('text-missing');
    expect(graph.node('Circle.area').attributes).not.toHaveProperty('visibility');
  });

  test('mentions beyond the text are left out and counted', async () => {
    await writeFile(join(folder, 'a.ts'), 'function f() {}\n');
    const inside = [
      occurrence([0, 9, 10]),
      ...Array.from({ length: 9 }, () => occurrence([0, 9, 10], SYMBOL, 0)),
    ];
    const bytes = Buffer.concat([METADATA, documentOf('a.ts', ...inside, occurrence([70, 0, 5]))]);
    const graph = await read(bytes, folder);
    expect(graph.node('f').span).toMatchObject({ startByte: 0, endByte: 15 });
    expect(codes(graph)).toContain('misplaced');
  });

  test('links that lead out of the folder are not followed', async () => {
    await cp(fixtureFolder('typescript'), join(folder, 'elsewhere'), { recursive: true });
    await cp(fixtureFolder('typescript'), join(folder, 'root'), { recursive: true });
    await rm(join(folder, 'root/src/shapes.ts'));
    await symlink(join(folder, 'elsewhere/src/shapes.ts'), join(folder, 'root/src/shapes.ts'));
    expect(codes(await read(index, join(folder, 'root')))).toContain('text-missing');
  });

  test('a folder of sources that is not there is refused', async () => {
    await expect(read(index, join(folder, 'none'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('documents that cannot be as they are', () => {
  test.each(['../b.ts', '/etc/b.ts', 'C:\\b.ts', 'src/../../b.ts', ''])(
    'outside of the root: %j',
    async (path) => {
      const bytes = Buffer.concat([METADATA, documentOf(path, occurrence([0, 9, 10])), documentOf('c.ts')]);
      const graph = await read(bytes, folder);
      expect(graph.nodes.map(({ file }) => file)).toEqual(['c.ts']);
      expect(codes(graph)).toContain('outside-project');
    },
  );

  test('of two documents of one path the first is kept', async () => {
    const other = 'scip-typescript npm p 1 `a.ts`/g().';
    const bytes = Buffer.concat([
      METADATA,
      documentOf('a.ts', occurrence([0, 9, 10])),
      documentOf('./a.ts', occurrence([0, 9, 10], other)),
    ]);
    const graph = await read(bytes);
    expect(graph.nodes.map(({ name }) => name).sort()).toEqual(['a.ts', 'f']);
    expect(codes(graph)).toContain('repeated-document');
  });

  test('a range that ends before its start is left out', async () => {
    const bytes = Buffer.concat([METADATA, documentOf('a.ts', occurrence([3, 9, 2, 1]), occurrence([0]))]);
    const graph = await read(bytes);
    expect(graph.nodes).toHaveLength(1);
    expect(codes(graph)).toContain('misplaced');
  });

  test('texts that are no UTF-8 are read, and can be stored', async () => {
    const symbol = Buffer.concat([
      Buffer.from('scip-typescript npm p 1 `a.ts`/'),
      Buffer.from([0xed, 0xa0, 0x80]),
      Buffer.from('.'),
    ]);
    const body = Buffer.concat([field(1, Buffer.from([0, 0, 1])), field(2, symbol), Buffer.from([24, 1])]);
    const graph = await read(Buffer.concat([METADATA, documentOf('a.ts', field(2, body))]));
    expect(graph.nodes.every(({ id, name }) => id.isWellFormed() && name.isWellFormed())).toBe(true);
  });

  test('ranges are the same packed and one by one', async () => {
    const apart = Buffer.concat([Buffer.from([8, 0, 8, 9, 8, 10]), field(2, SYMBOL), Buffer.from([24, 1])]);
    const graph = await read(Buffer.concat([METADATA, documentOf('a.ts', field(2, apart))]));
    const packed = await read(Buffer.concat([METADATA, documentOf('a.ts', occurrence([0, 9, 10]))]));
    expect(graph.nodes).toEqual(packed.nodes);
    expect(graph.node('f').span).toMatchObject({ startColumn: 9, endColumn: 10 });
  });
});

test('the same index gives the same graph again', async () => {
  const first = await readFixture('python');
  const second = await readFixture('python');
  expect([first.nodes, first.edges]).toEqual([second.nodes, second.edges]);
});
