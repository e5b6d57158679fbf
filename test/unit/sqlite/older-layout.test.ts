import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Connection } from '../../../src/backends/sqlite/connection.ts';
import { openSqliteStore } from '../../../src/backends/sqlite/index.ts';
import { APPLICATION_ID, MIGRATIONS, migrate } from '../../../src/backends/sqlite/layout.ts';
import { sameGraph } from '../../../src/conformance/assertions.ts';
import { analysisOf, edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import { graphToJson, type SerializableGraph } from '../../../src/graph/index.ts';
import { openStore } from '../../../src/index.ts';
import type { GraphStore } from '../../../src/storage/index.ts';
import { type Question, questionsAbout } from '../../integration/support/questions.ts';
import { run } from '../cli/run.ts';
import { failure } from '../formats/helpers.ts';
import { driver, ended, newFile, open, says, start, valueIn } from './helpers.ts';

const OLDER = MIGRATIONS.map((_, index) => index).slice(1);
const GRAPH = manyKinds();

/**
 * Calls, uses and imports among functions, classes and variables of some files;
 * names that repeat, cycles, ends that are not stored.
 */
function manyKinds(): SerializableGraph {
  const kinds = ['Function', 'Class', 'Variable', 'Method'];
  const nodes = Array.from({ length: 120 }, (_, index) =>
    node(`n${index}`, {
      kind: kinds[index % 4] ?? '',
      name: `name${index % 50}`,
      file: `src/${index % 7}/f${index % 11}.ts`,
      attributes: index % 5 === 0 ? { exported: 'true' } : {},
    }),
  );
  const edges = nodes.flatMap(({ id }, index) => [
    edge(id, 'CALLS', `n${(index * 7 + 1) % 125}`, { line: `${index}` }),
    edge(id, index % 3 === 0 ? 'READS' : 'IMPORTS', `n${(index * 11 + 3) % 120}`),
  ]);
  return graphOf('r', nodes, edges, { fileHashes: { 'src/0/f0.ts': 'h' } });
}

/** A file of an older layout, as its version made it, that holds this graph. */
async function olderFile(layout: number, graph = GRAPH): Promise<string> {
  const newest = await newFile();
  const store = await openSqliteStore({ file: newest.file });
  await store.graph.storeGraph(graph);
  await store.close();
  const { file } = await newFile();
  const older = new Connection(driver, file);
  older.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  migrate(older, MIGRATIONS.slice(0, layout));
  older.exec(`PRAGMA journal_mode = WAL; ATTACH '${newest.file}' AS newest`);
  for (const table of ['repository', 'file_hash', 'file', 'kind', 'node', 'edge']) {
    const [columns] = older.row('SELECT group_concat(name) FROM pragma_table_info(?)', [table]) ?? [];
    older.exec(`INSERT INTO main.${table} SELECT ${columns} FROM newest.${table}`);
  }
  if (layout >= 4) older.exec('UPDATE main.repository SET summary = NULL');
  older.exec('DETACH newest; PRAGMA wal_checkpoint(TRUNCATE)');
  older.close();
  return file;
}

const ME = process.geteuid?.() ?? 1;
const locked: string[] = [];
/** Leaves nobody, root neither, the right to write a file and its folder. */
async function lock(file: string): Promise<void> {
  locked.push(dirname(file));
  await chmod(file, 0o444);
  await chmod(dirname(file), 0o555);
  if (ME === 0) process.seteuid?.(65_534);
}
afterEach(async () => {
  if (ME === 0) process.seteuid?.(ME);
  for (const folder of locked.splice(0)) await chmod(folder, 0o755);
});

async function expectAnswers(store: GraphStore): Promise<void> {
  await using reference = await openStore('memory:');
  await reference.graph.storeGraph(GRAPH);
  sameGraph(await store.graph.loadGraph('r'), GRAPH);
  const told = ({ ask }: Question, { queries }: GraphStore): Promise<unknown> =>
    ask(queries, 'r').catch(({ code, message }) => ({ code, message }));
  for (const question of questionsAbout(GRAPH))
    expect(await told(question, store), question.title).toEqual(await told(question, reference));
  expect(await store.analysis.findAnalysis('r')).toEqual([]);
  expect(await store.analysis.loadAnalysis('r', 'a')).toBeUndefined();
}

function expectSound(file: string): void {
  expect(valueIn(file, 'PRAGMA integrity_check')).toBe('ok');
  expect(valueIn(file, 'PRAGMA foreign_key_check')).toBeUndefined();
}

describe('a file of an older layout that is opened for writing', () => {
  it.each(OLDER)('comes forward from layout %i, and answers and is written as any other', async (layout) => {
    const file = await olderFile(layout);
    expect(valueIn(file, 'PRAGMA user_version')).toBe(layout);
    const store = await open(file);
    expect(valueIn(file, 'PRAGMA user_version')).toBe(MIGRATIONS.length);
    await expectAnswers(store);
    expect(await store.graph.storeGraph(GRAPH)).toMatchObject({ nodes: { unchanged: GRAPH.nodes.length } });
    await store.graph.updateNodes('r', [node('later')]);
    await store.analysis.storeAnalysis(analysisOf('r', 'a'));
    expect(await store.queries.findNodes('r', { name: 'later' })).toMatchObject({ total: 1 });
    expectSound(file);
  });

  it.each(['PRAGMA user_version = 4', 'CREATE TABLE file_digest', 'PRAGMA user_version = 5', 'COMMIT'])(
    'is whole and old where the process is killed before %s',
    async (statement) => {
      const file = await olderFile(3);
      const child = start('bring-forward', [file, statement]);
      await says(child, 'waiting');
      // So there is something half done to be taken back.
      expect((await stat(`${file}-wal`)).size).toBeGreaterThan(0);
      child.kill('SIGKILL');
      await ended(child);
      expect(valueIn(file, 'PRAGMA user_version')).toBe(3);
      expect(
        valueIn(file, "SELECT count(*) FROM sqlite_schema WHERE name IN ('node_name', 'file_digest')"),
      ).toBe(0);
      expectSound(file);
      sameGraph(await (await open(file)).graph.loadGraph('r'), GRAPH);
      expect(valueIn(file, 'PRAGMA user_version')).toBe(MIGRATIONS.length);
      expectSound(file);
    },
  );
});

describe('a file of an older layout that is only read', () => {
  it.each(OLDER)('answers as any other, and stays as it is: layout %i', async (layout) => {
    const file = await olderFile(layout);
    const before = await readFile(file);
    const store = await openStore(`sqlite:${file}`, { readOnly: true });
    await expectAnswers(store);
    expect(await store.health()).toMatchObject({ layoutVersion: layout });
    await store.close();
    expect((await readFile(file)).equals(before)).toBe(true);
  });

  it.each(OLDER)('answers where nothing may be written: layout %i', async (layout) => {
    const file = await olderFile(layout);
    await lock(file);
    await using store = await openStore(`sqlite:${file}`);
    await expectAnswers(store);
    expect(await failure(store.graph.deleteGraph('r'))).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('is read on while somebody else brings it forward and writes it', async () => {
    const file = await olderFile(1);
    await using reader = await openStore(`sqlite:${file}`, { readOnly: true });
    await expectAnswers(reader);
    const writer = await open(file);
    await writer.graph.updateNodes('r', [node('later')]);
    await writer.analysis.storeAnalysis(analysisOf('r', 'a'));
    expect(await reader.analysis.loadAnalysis('r', 'a')).toMatchObject({ id: 'a' });
    expect(await reader.queries.findNodes('r', { name: 'later' })).toMatchObject({ total: 1 });
    expect(await reader.queries.summary('r')).toEqual(await writer.queries.summary('r'));
  });

  it.each([true, false])(
    'is read by commands that change nothing (in a locked folder: %s)',
    async (isLocked) => {
      const file = await olderFile(3);
      const { folder } = await newFile();
      const exported = join(folder, 'graph.json');
      await writeFile(exported, JSON.stringify(graphToJson(GRAPH)));
      await chmod(folder, 0o755);
      if (isLocked) await lock(file);
      const store = ['--store', `sqlite:${file}`];
      const asked = await run(['ask', 'find_symbols', 'name=name3', ...store]);
      expect(asked).toMatchObject({ code: 0, stdout: expect.stringContaining('name3') });
      const dry = await run(['import', exported, '--dry-run', '--json', ...store]);
      expect(dry).toMatchObject({ code: 0, stderr: '' });
      expect(JSON.parse(dry.stdout)).toMatchObject([{ nodes: { unchanged: GRAPH.nodes.length } }]);
      if (!isLocked) expect(valueIn(file, 'PRAGMA user_version')).toBe(3);
    },
  );

  it('is not written by a store that was opened for reading', async () => {
    const file = await olderFile(3);
    await using store = await openSqliteStore({ file, readOnly: true });
    expect(await failure(store.graph.updateNodes('r', [node('later')]))).toMatchObject({
      code: 'UNSUPPORTED',
    });
    sameGraph(await store.graph.loadGraph('r'), GRAPH);
  });
});
