import { chmod, readdir, readlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../src/backends/sqlite/index.ts';
import { sampleGraph } from '../../../src/conformance/fixtures.ts';
import { openStore } from '../../../src/index.ts';
import { failure } from '../formats/helpers.ts';
import { newFile } from './helpers.ts';

const NOBODY = 65_534;
const ME = process.geteuid?.() ?? NOBODY;

/** What keeps root from writing as well: being somebody else for a while. */
function asReader(): void {
  if (ME === 0) process.seteuid?.(NOBODY);
}
afterEach(() => {
  if (ME === 0) process.seteuid?.(ME);
});

/**
 * A stored graph in a folder where nobody may write, and with nothing beside it that a closed store leaves.
 */
async function readOnlyFile(): Promise<string> {
  const { file } = await newFile();
  const store = await openSqliteStore({ file });
  await store.graph.storeGraph(sampleGraph('r'));
  await store.close();
  await allClosed(file);
  await chmod(file, 0o444);
  await chmod(dirname(file), 0o555);
  return file;
}

async function openHandles(file: string): Promise<string[]> {
  const names = await readdir('/proc/self/fd').catch((): string[] => []);
  const paths = await Promise.all(names.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')));
  return paths.filter((path) => path.startsWith(file));
}

async function allClosed(file: string): Promise<void> {
  while ((await openHandles(file)).length > 0) await sleep(5);
}

describe('a store that was closed', () => {
  it('keeps no descriptor, and leaves the file alone', async () => {
    const { file } = await newFile();
    const store = await openSqliteStore({ file });
    await store.graph.storeGraph(sampleGraph('r'));
    await store.queries.summary('r');
    await store.graph.loadGraph('r');
    await store.close();
    await allClosed(file);
    expect((await readdir(dirname(file))).filter((name) => name.startsWith('graph.db-'))).toEqual([]);
  });
});

describe('a file that may only be read, in a folder where nothing may be written', () => {
  it.each([true, false])('is read (readOnly: %s)', async (readOnly) => {
    const file = await readOnlyFile();
    asReader();
    await using store = await openStore(`sqlite:${file}`, { readOnly });
    expect(await store.queries.summary('r')).toMatchObject({ totalNodes: 3, totalEdges: 4 });
    expect((await store.graph.loadGraph('r'))?.nodes).toHaveLength(3);
    expect(await store.graph.listRepositories()).toEqual(['r']);
    const source = await store.graph.streamGraph('r');
    let rows = 0;
    for await (const _ of source?.nodes() ?? []) rows++;
    expect(rows).toBe(3);
  });

  it('is not written, and says whose right is missing', async () => {
    const file = await readOnlyFile();
    asReader();
    await using store = await openStore(`sqlite:${file}`);
    expect(await failure(store.graph.deleteGraph('r'))).toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('may not be written'),
    });
  });

  it('is not read past a log that holds more than the file', async () => {
    const file = await readOnlyFile();
    await chmod(dirname(file), 0o755);
    await writeFile(`${file}-wal`, 'not read');
    await chmod(dirname(file), 0o555);
    asReader();
    expect(await failure(openStore(`sqlite:${file}`))).toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('a URL', () => {
  it.each(['sqlite:x.db?mode=ro', 'sqlite:///x.db?immutable=1', 'file:graphs?x=y'])(
    'with parameters is refused, and makes no file of that name: %s',
    async (url) => {
      expect(await failure(openStore(url))).toMatchObject({
        code: 'CONFIG_INVALID',
        message: expect.stringContaining('parameters'),
      });
    },
  );
});
