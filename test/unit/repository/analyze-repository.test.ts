import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openMemoryStore } from '../../../src/backends/memory/index.ts';
import { edge } from '../../../src/conformance/fixtures.ts';
import type { GraphStore } from '../../../src/index.ts';
import { analyzeRepository, REPOSITORY_ANALYSIS, repositoryId } from '../../../src/repository/index.ts';
import { fileLister, folderOf, moduleOf, write } from './helpers.ts';

describe('a folder that is analysed', () => {
  it('is stored whole the first time, with the hash of every file', async () => {
    await using store = await openMemoryStore();
    const folder = await folderOf({ 'a.txt': 'a', 'sub/b.txt': 'b', 'c.md': 'no concern' });
    const { repoId, outcome, files, report } = await analyzeRepository(store, folder, fileLister());
    expect({ repoId, outcome, files }).toEqual({
      repoId: repositoryId(folder),
      outcome: 'whole',
      files: { added: ['a.txt', 'sub/b.txt'], changed: [], removed: [], unchanged: 0 },
    });
    expect(report?.nodes.created).toBe(2);
    expect((await store.graph.getGraphMetadata(repoId))?.fileHashes).toEqual({
      'a.txt': createHash('sha256').update('a').digest('hex'),
      'sub/b.txt': createHash('sha256').update('b').digest('hex'),
    });
  });

  it('gives what is stored as long as its files are the same', async () => {
    await using store = await openMemoryStore();
    const folder = await folderOf({ 'a.txt': 'a' });
    const analyzer = fileLister();
    const first = await analyzeRepository(store, folder, analyzer);
    const revision = await store.graph.getGraphRevision(first.repoId);
    const again = await analyzeRepository(store, folder, analyzer);
    expect(again).toMatchObject({ outcome: 'stored', files: { unchanged: 1 }, analysis: first.analysis });
    expect(again.report).toBeUndefined();
    expect(analyzer.asked).toEqual(['whole']);
    expect(await store.graph.getGraphRevision(first.repoId)).toBe(revision);
    expect(await store.analysis.findAnalysis(first.repoId)).toEqual([first.analysis]);
  });

  it('has only its changed files analysed', async () => {
    await using store = await openMemoryStore();
    const folder = await folderOf({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' });
    const analyzer = fileLister();
    const { repoId } = await analyzeRepository(store, folder, analyzer);
    await write(folder, { 'b.txt': 'B', 'd.txt': 'd' });
    await rm(join(folder, 'c.txt'));
    const { outcome, files, report, analysis } = await analyzeRepository(store, folder, analyzer);
    expect({ outcome, files }).toEqual({
      outcome: 'changes',
      files: { added: ['d.txt'], changed: ['b.txt'], removed: ['c.txt'], unchanged: 1 },
    });
    expect(analyzer.asked).toEqual(['whole', 'changed b.txt,d.txt removed c.txt previous 3']);
    expect(report?.nodes).toEqual({ created: 1, updated: 0, unchanged: 1, deleted: 1 });
    expect(analysis.data).toMatchObject({ result: 3 });
    const graph = await store.graph.loadGraph(repoId);
    expect(graph?.nodes.map(({ id }) => id).sort()).toEqual(['a.txt', 'b.txt', 'd.txt']);
    expect(Object.keys(graph?.metadata.fileHashes ?? {}).sort()).toEqual(['a.txt', 'b.txt', 'd.txt']);
    expect((await analyzeRepository(store, folder, analyzer)).outcome).toBe('stored');
  });

  it('is analysed whole where the analyzer cannot tell by the changes', async () => {
    await using store = await openMemoryStore();
    const folder = await folderOf({ 'a.txt': 'a' });
    const { analyzeChanges: _, ...wholeOnly } = fileLister();
    for (const analyzer of [wholeOnly, fileLister({ analyzeChanges: async () => undefined })]) {
      await analyzeRepository(store, folder, analyzer, { force: true });
      await write(folder, { 'a.txt': Math.random().toString() });
      expect((await analyzeRepository(store, folder, analyzer)).outcome).toBe('whole');
      expect(analyzer.asked).toEqual(['whole', 'whole']);
    }
  });

  it('can have unchanged files given anew', async () => {
    await using store = await openMemoryStore();
    const folder = await folderOf({ 'a.txt': 'a', 'b.txt': 'b' });
    const renaming = fileLister({
      analyzeChanges: async () => ({
        nodes: [moduleOf('a.txt'), { ...moduleOf('b.txt'), name: 'anew' }],
        edges: [],
        alsoReplaced: ['b.txt'],
      }),
    });
    const { repoId } = await analyzeRepository(store, folder, renaming);
    await write(folder, { 'a.txt': 'A' });
    await analyzeRepository(store, folder, renaming);
    expect((await store.queries.findNodes(repoId, { name: 'anew' })).total).toBe(1);
    expect((await analyzeRepository(store, folder, renaming)).outcome).toBe('stored');
  });
});

describe('a stored analysis is not trusted', () => {
  const cases: readonly [why: string, spoil: (store: GraphStore, repoId: string) => Promise<unknown>][] = [
    ['another graph was stored since', storeAnother],
    ['the graph was deleted', ({ graph }, repoId) => graph.deleteGraph(repoId)],
    [
      'its result was deleted',
      ({ analysis }, repoId) => analysis.deleteAnalysis(repoId, `${REPOSITORY_ANALYSIS}:file-lister`),
    ],
  ];
  it.each(cases)('where %s', async (_, spoil) => {
    await using store = await openMemoryStore();
    const folder = await folderOf({ 'a.txt': 'a' });
    const { repoId } = await analyzeRepository(store, folder, fileLister());
    await spoil(store, repoId);
    expect((await analyzeRepository(store, folder, fileLister())).outcome).toBe('whole');
    expect((await store.graph.loadGraph(repoId))?.nodes).toEqual([moduleOf('a.txt')]);
  });

  it('where the analyzer has another version, or the caller says so', async () => {
    await using store = await openMemoryStore();
    const folder = await folderOf({ 'a.txt': 'a' });
    await analyzeRepository(store, folder, fileLister());
    const newer = fileLister({ version: '2' });
    expect((await analyzeRepository(store, folder, newer)).outcome).toBe('whole');
    expect((await analyzeRepository(store, folder, newer, { force: true })).outcome).toBe('whole');
    expect((await analyzeRepository(store, folder, newer)).outcome).toBe('stored');
  });
});

describe('the files of a folder', () => {
  it('leave out what .gitignore names, hidden files, node_modules, and what links lead to', async () => {
    await using store = await openMemoryStore();
    const outside = await folderOf({ 'secret.txt': 'outside' });
    const folder = await folderOf({
      'a.txt': 'a',
      'build/made.txt': 'ignored',
      '.hidden.txt': 'hidden',
      'node_modules/x/b.txt': 'installed',
      'sub/.gitignore': 'here.txt',
      'sub/here.txt': 'ignored here',
      'sub/there.txt': 'kept',
      '.gitignore': 'build/',
    });
    await symlink(outside, join(folder, 'link'));
    await symlink(join(outside, 'secret.txt'), join(folder, 'link.txt'));
    const { files } = await analyzeRepository(store, folder, fileLister());
    expect(files.added).toEqual(['a.txt', 'sub/there.txt']);
  });

  it('keep their names exactly', async () => {
    await using store = await openMemoryStore();
    const folder = await folderOf({ 'ü [x] {y}.txt': '', '__proto__.txt': '', 'sub dir/😀.txt': '' });
    const { files } = await analyzeRepository(store, folder, fileLister());
    expect(files.added).toEqual(['__proto__.txt', 'sub dir/😀.txt', 'ü [x] {y}.txt']);
  });

  it('that are none are an error, which leaves what is stored', async () => {
    await using store = await openMemoryStore();
    const folder = await folderOf({ 'a.txt': 'a' });
    await analyzeRepository(store, folder, fileLister(), { repoId: 'r' });
    await rm(join(folder, 'a.txt'));
    await expect(analyzeRepository(store, folder, fileLister(), { repoId: 'r' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('finds no file in'),
    });
    expect((await store.graph.getGraphMetadata('r'))?.totalNodes).toBe(1);
  });
});

describe('what goes wrong', () => {
  it('in the analyzer leaves the graph as it was and is told in its own words', async () => {
    await using store = await openMemoryStore();
    const folder = await folderOf({ 'a.txt': 'a' });
    const { repoId } = await analyzeRepository(store, folder, fileLister());
    await write(folder, { 'a.txt': 'b' });
    const cause = new Error('cannot parse a.txt');
    const failing = fileLister({ analyzeChanges: () => Promise.reject(cause) });
    await expect(analyzeRepository(store, folder, failing)).rejects.toMatchObject({
      code: 'UNEXPECTED',
      message: expect.stringContaining('cannot parse a.txt'),
      cause,
      repoId,
    });
    expect((await analyzeRepository(store, folder, fileLister())).outcome).toBe('changes');
  });

  it('in its rows is refused before anything is stored', async () => {
    await using store = await openMemoryStore();
    const folder = await folderOf({ 'a.txt': 'a' });
    const wrong = fileLister({
      analyze: async () => ({ graph: { nodes: [{ ...moduleOf('a.txt'), kind: 7 as never }], edges: [] } }),
    });
    await expect(analyzeRepository(store, folder, wrong)).rejects.toMatchObject({ code: 'INVALID_GRAPH' });
    expect(await store.graph.listRepositories()).toEqual([]);
  });

  it('is said of a folder that is not there, or is none', async () => {
    await using store = await openMemoryStore();
    const folder = await folderOf({ 'a.txt': 'a' });
    for (const path of [join(folder, 'missing'), join(folder, 'a.txt')]) {
      await expect(analyzeRepository(store, path, fileLister())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('is said of an analyzer that is none', async () => {
    await using store = await openMemoryStore();
    const folder = await folderOf({});
    const wrongs = [{ name: '' }, { version: 1 as never }, { files: [] }, { analyze: undefined as never }];
    for (const wrong of wrongs) {
      await expect(analyzeRepository(store, folder, fileLister(wrong))).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
      });
    }
  });

  it('is an abort where the signal says so, before and while the analyzer is at work', async () => {
    await using store = await openMemoryStore();
    const folder = await folderOf({ 'a.txt': 'a' });
    const early = { signal: AbortSignal.abort() };
    await expect(analyzeRepository(store, folder, fileLister(), early)).rejects.toMatchObject({
      code: 'ABORTED',
    });
    const controller = new AbortController();
    const slow = fileLister({
      async analyze({ signal }) {
        setImmediate(() => controller.abort());
        await once(signal as AbortSignal, 'abort');
        throw new Error('given up');
      },
    });
    await expect(analyzeRepository(store, folder, slow, { signal: controller.signal })).rejects.toMatchObject(
      { code: 'ABORTED' },
    );
    expect(await store.graph.listRepositories()).toEqual([]);
  });
});

describe('calls at the same time', () => {
  it('run one after the other for one repository, so that the others find what the first stored', async () => {
    await using store = await openMemoryStore();
    const folder = await folderOf({ 'a.txt': 'a' });
    let running = 0;
    const analyzer = fileLister({
      async analyze() {
        expect(++running).toBe(1);
        await sleep(5);
        running--;
        return { graph: { nodes: [], edges: [] } };
      },
    });
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => analyzeRepository(store, folder, analyzer)),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['stored', 'stored', 'stored', 'whole']);
  });

  it('go on after one that failed', async () => {
    await using store = await openMemoryStore();
    const folder = await folderOf({ 'a.txt': 'a' });
    const failing = fileLister({ analyze: () => Promise.reject(new Error('no')) });
    const [first, second] = await Promise.allSettled([
      analyzeRepository(store, folder, failing, { force: true }),
      analyzeRepository(store, folder, fileLister()),
    ]);
    expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
  });
});

it('tells how far it has come', async () => {
  await using store = await openMemoryStore();
  const folder = await folderOf({ 'a.txt': 'a', 'b.txt': 'b' });
  const phases = new Set<string>();
  await analyzeRepository(store, folder, fileLister(), { onProgress: ({ phase }) => phases.add(phase) });
  expect([...phases].slice(0, 2)).toEqual(['hash files', 'analyse']);
});

it('gives a folder an id of its name and a hash of its path, so that folders of one name are told apart', () => {
  expect(repositoryId('/home/a/project')).toMatch(/^project-[0-9a-f]{8}$/);
  expect(repositoryId('/home/a/project')).not.toBe(repositoryId('/home/b/project'));
});

async function storeAnother({ graph }: GraphStore, repoId: string): Promise<void> {
  const metadata = await graph.getGraphMetadata(repoId);
  if (metadata === undefined) throw new Error('The graph is not stored.');
  await graph.storeGraph({ repoId, nodes: [], edges: [], metadata: { ...metadata, fileHashes: { x: 'y' } } });
}

it('merges call sites where the analyzer asks for it, whole and by changes', async () => {
  const folder = await folderOf({ 'a.txt': '1' });
  await using store = await openMemoryStore();
  const calls = ['2', '1'].map((line) => edge('a.txt', 'CALLS', 'log', { line }));
  const analyzer = fileLister({
    mergesSites: true,
    analyze: async () => ({ graph: { nodes: [moduleOf('a.txt')], edges: calls } }),
    analyzeChanges: async () => ({ nodes: [moduleOf('a.txt')], edges: calls }),
  });
  for (const text of ['1', '2']) {
    await write(folder, { 'a.txt': text });
    const { repoId, report } = await analyzeRepository(store, folder, analyzer);
    expect(report?.givenAgain.edges.rows).toBe(0);
    expect((await store.graph.loadGraph(repoId))?.edges).toEqual([
      edge('a.txt', 'CALLS', 'log', { count: '2', lines: '1,2' }),
    ]);
  }
});
