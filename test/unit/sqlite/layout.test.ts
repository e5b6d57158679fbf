import { describe, expect, it } from 'vitest';
import { Connection } from '../../../src/backends/sqlite/connection.ts';
import { openSqliteStore } from '../../../src/backends/sqlite/index.ts';
import { layoutOf, MIGRATIONS, migrate } from '../../../src/backends/sqlite/layout.ts';
import { sameGraph } from '../../../src/conformance/assertions.ts';
import { graphOf, node } from '../../../src/conformance/fixtures.ts';
import { failure } from '../formats/helpers.ts';
import { driver, newFile, open, sql, valueIn } from './helpers.ts';

const GRAPH = graphOf('r', [node('a')]);

describe('the layout of the file', () => {
  it('is WAL, ours by its application id, and of the newest version', async () => {
    const { file } = await newFile();
    await (await open(file)).graph.storeGraph(GRAPH);
    expect(valueIn(file, 'PRAGMA journal_mode')).toBe('wal');
    expect(valueIn(file, 'PRAGMA application_id')).toBe(0x43504772);
    expect(valueIn(file, 'PRAGMA user_version')).toBe(MIGRATIONS.length);
    const loose =
      "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'";
    expect(valueIn(file, loose)).toBe(0);
  });

  it('of a newer version is refused, also by a store that was open before it came', async () => {
    const { file } = await newFile();
    const store = await open(file);
    await store.graph.storeGraph(GRAPH);
    sql(file, 'PRAGMA user_version = 99');
    for (const refused of [
      openSqliteStore({ file }),
      store.graph.loadGraph('r'),
      store.graph.updateNodes('r', [node('b')]),
    ]) {
      const error = await failure(refused);
      expect(error).toMatchObject({ code: 'UNSUPPORTED', backend: 'sqlite' });
      expect(error.message).toContain('layout version 99');
    }
    sql(file, `PRAGMA user_version = ${MIGRATIONS.length}`);
    sameGraph(await store.graph.loadGraph('r'), GRAPH);
  });

  it('goes forward from the version that the file has, one step after the other', async () => {
    const { file } = await newFile();
    await (await open(file)).graph.storeGraph(GRAPH);
    const connection = new Connection(driver, file);
    const next = [...MIGRATIONS, 'CREATE TABLE one (x)', 'ALTER TABLE one ADD COLUMN y'];
    migrate(connection, next);
    migrate(connection, next);
    expect(layoutOf(connection)).toBe(next.length);
    expect(connection.count("SELECT count(*) FROM pragma_table_info('one')")).toBe(2);
    expect(connection.count('SELECT count(*) FROM node')).toBe(1);
    connection.close();
  });
});
