import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkBackup, restoreBackup, writeBackup } from '../../../src/backup/index.ts';
import { sameGraph } from '../../../src/conformance/assertions.ts';
import { edge, graphOf, node, sampleGraph } from '../../../src/conformance/fixtures.ts';
import { RandomGraphs } from '../../../src/conformance/random.ts';
import type { SerializableGraph } from '../../../src/graph/index.ts';
import { type GraphStore, openStore } from '../../../src/index.ts';

let folder = '';
let file = '';
let from: GraphStore;
let to: GraphStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-'));
  file = join(folder, 'all.backup');
  [from, to] = [await openStore('memory:'), await openStore('memory:')];
});
afterEach(async () => {
  await from.close();
  await to.close();
  await rm(folder, { recursive: true, force: true });
});

/** Hostile in ids, kinds and attributes, and dangling. */
function hostileGraph(repoId: string): SerializableGraph {
  return graphOf(
    repoId,
    [
      node('', { name: '{"end":{}}', attributes: { ['__proto__']: '\0\n', '`': '💥' } }),
      node('a\n{"backup_end":{}}'),
    ],
    [edge('', 'odd "kind"', 'nowhere', { line: '1' })],
  );
}

async function backUp(...repoIds: readonly string[]): Promise<void> {
  const sink = createWriteStream(file);
  await writeBackup(from.graph, sink, repoIds.length === 0 ? {} : { repoIds });
  await finished(sink.end());
}

describe('a backup', () => {
  test.each(['memory:', 'file:', 'sqlite:'])(
    'brings every repository back, into %s as well',
    async (kind) => {
      const random = new RandomGraphs(7).graph('random');
      const graphs = [sampleGraph('a/b'), hostileGraph('../x'), graphOf('empty', []), random];
      for (const graph of graphs) await from.graph.storeGraph(graph);
      await backUp();
      await using store = await openStore(kind === 'memory:' ? kind : `${kind}${join(folder, 'store')}`);
      await store.graph.storeGraph(sampleGraph('untouched'));
      await store.graph.storeGraph({ ...sampleGraph('empty') });
      const reports = await restoreBackup(store.graph, file);
      expect(reports.map(({ repoId }) => repoId).sort()).toEqual(graphs.map(({ repoId }) => repoId).sort());
      for (const { repoId } of graphs) {
        const expected = await from.graph.loadGraph(repoId);
        if (expected === undefined) throw new Error(`${repoId} is not stored`);
        sameGraph(await store.graph.loadGraph(repoId), expected);
      }
      sameGraph(await store.graph.loadGraph('untouched'), sampleGraph('untouched'));
    },
  );

  test('holds the named repositories alone, and gives back the named ones alone', async () => {
    for (const repoId of ['one', 'two', 'three']) await from.graph.storeGraph(sampleGraph(repoId));
    await backUp('two', 'one', 'two');
    expect((await checkBackup(file)).map(({ repoId }) => repoId)).toEqual(['two', 'one']);
    await restoreBackup(to.graph, file, { repoIds: ['one'] });
    expect(await to.graph.listRepositories()).toEqual(['one']);
    await expect(restoreBackup(to.graph, file, { repoIds: ['tow'] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      context: { near: ['two'] },
    });
  });

  test('of nothing restores nothing', async () => {
    await backUp();
    expect(await checkBackup(file)).toEqual([]);
    expect(await restoreBackup(to.graph, file)).toEqual([]);
  });

  test('of a repository that is not stored is NOT_FOUND', async () => {
    await from.graph.storeGraph(sampleGraph('there'));
    const sink = createWriteStream(file);
    sink.on('error', () => undefined);
    await expect(writeBackup(from.graph, sink, { repoIds: ['their'] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      context: { near: ['there'] },
    });
  });

  test('may be gzipped', async () => {
    await from.graph.storeGraph(hostileGraph('h'));
    await backUp();
    await writeFile(file, gzipSync(await readFile(file)));
    expect(await checkBackup(file)).toEqual([{ repoId: 'h', nodes: 2, edges: 1 }]);
    await restoreBackup(to.graph, file);
    sameGraph(await to.graph.loadGraph('h'), hostileGraph('h'));
  });
});

describe('before anything is changed is refused', () => {
  beforeEach(async () => {
    for (const repoId of ['one', 'two']) await from.graph.storeGraph(sampleGraph(repoId));
    await backUp();
    await to.graph.storeGraph({ ...sampleGraph('one'), nodes: [node('kept')], edges: [] });
  });

  async function isRefused(code: string): Promise<void> {
    await expect(restoreBackup(to.graph, file)).rejects.toMatchObject({ code, context: { file } });
    expect(await to.graph.listRepositories()).toEqual(['one']);
    expect((await to.graph.loadGraph('one'))?.nodes.map(({ id }) => id)).toEqual(['kept']);
  }

  test('a backup that was cut off, wherever', async () => {
    const whole = await readFile(file);
    for (let share = 0; share < 20; share++) {
      await writeFile(file, whole.subarray(0, Math.floor((whole.length * share) / 20)));
      await isRefused('CORRUPT');
    }
    await writeFile(file, whole.subarray(0, -2));
    await isRefused('CORRUPT');
  });

  test('a gzipped backup that was cut off or altered', async () => {
    const whole = gzipSync(await readFile(file));
    await writeFile(file, whole.subarray(0, whole.length - 20));
    await isRefused('CORRUPT');
    whole[60] = (whole[60] ?? 0) ^ 255;
    await writeFile(file, whole);
    await isRefused('CORRUPT');
    expect(() => gunzipSync(whole)).toThrow();
  });

  test.each([
    ['a changed attribute', (text: string) => text.replace('"name":"a"', '"name":"b"')],
    ['a missing row', (text: string) => text.replace(/\{"node".*\n/, '')],
    ['a row twice', (text: string) => text.replace(/(\{"node".*\n)/, '$1$1')],
    ['a missing repository', (text: string) => text.replace(/\{"codeprism":"graph"[\s\S]*?\{"end".*\n/, '')],
    ['something behind its end', (text: string) => `${text}{"codeprism":"backup"}\n`],
    ['line ends of another system', (text: string) => text.replaceAll('\n', '\r\n')],
    ['no header', (text: string) => text.slice(text.indexOf('\n') + 1)],
    ['no JSON', () => 'hello\n'],
    ['a graph that is no backup', (text: string) => text.split('\n').slice(1, -2).join('\n')],
  ])('%s', async (_what, alter) => {
    const text = await readFile(file, 'utf8');
    const altered = alter(text);
    expect(altered).not.toBe(text);
    await writeFile(file, altered);
    await isRefused('CORRUPT');
  });

  test('a backup of a later format', async () => {
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('"format":1', '"format":2'));
    await isRefused('UNSUPPORTED');
  });
});
