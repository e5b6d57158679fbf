import { describe, expect, test } from 'vitest';
import * as cypher from '../../../src/backends/neo4j/cypher/statements.generated.ts';
import { DatabaseNames } from '../../../src/backends/neo4j/databases/database-choice.ts';
import { Databases } from '../../../src/backends/neo4j/databases/databases.ts';
import { settingsOf } from '../../../src/backends/neo4j/options.ts';
import { LAYOUT_VERSION, schemaRules } from '../../../src/backends/neo4j/schema/schema.ts';
import { driverError, FakeDriver } from './fake-driver.ts';

const SETTINGS = settingsOf({ uri: 'neo4j://127.0.0.1:7687' });

describe('the databases of a store', () => {
  test('are made ours when they are first used, once each', async () => {
    const driver = new FakeDriver({
      answer: (text) => {
        if (text === cypher.serverVersion.text) return [{ version: '5.26.0' }];
        if (text === cypher.inspectStore.text) return [{ layoutVersion: null, labelsInUse: [] }];
        if (text !== cypher.listIndexes.text) return [{}];
        return schemaRules().map((rule) => ({
          ...rule,
          isUsable: true,
          isUnique: rule.kind === 'constraint',
        }));
      },
    });
    const databases = new Databases(driver.asDriver, SETTINGS, ['a', 'b'], []);
    const created = (): unknown[] =>
      driver.begun
        .filter(({ statements }) => statements[0] === cypher.createStore.text)
        .map(({ access, database }) => [access, database]);
    await Promise.all([databases.open('a'), databases.open('a')]);
    expect(created()).toEqual([['WRITE', 'a']]);
    await databases.open('b');
    await databases.open('a');
    expect(created()).toEqual([
      ['WRITE', 'a'],
      ['WRITE', 'b'],
    ]);
  });

  test('that seem foreign on a server that lags behind are looked at on the leader', async () => {
    const driver = new FakeDriver({
      answer: (text, { access }) => {
        if (text === cypher.serverVersion.text) return [{ version: '5.26.0' }];
        const layoutVersion = access === 'WRITE' ? LAYOUT_VERSION : null;
        return [{ layoutVersion, labelsInUse: ['Repository'] }];
      },
    });
    await new Databases(driver.asDriver, SETTINGS, ['a'], []).open('a');
    expect(driver.begun.map(({ statements }) => statements)).not.toContainEqual([cypher.createStore.text]);
  });

  test('are tried again after they could not be reached', async () => {
    let isThere = false;
    const driver = new FakeDriver({
      answer: (text) => {
        if (!isThere) throw driverError('Neo.ClientError.Database.DatabaseNotFound');
        return [
          text === cypher.serverVersion.text ? { version: '5.26.0' } : { layoutVersion: LAYOUT_VERSION },
        ];
      },
    });
    const databases = new Databases(driver.asDriver, SETTINGS, ['a'], []);
    await expect(databases.open('a')).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    isThere = true;
    await expect(databases.open('a')).resolves.toMatchObject({ name: 'neo4j' });
  });

  test('begin after the given bookmarks, and hand on those of all', async () => {
    const driver = new FakeDriver({
      answer: (text) => [
        text === cypher.serverVersion.text ? { version: '5.26.0' } : { layoutVersion: LAYOUT_VERSION },
      ],
    });
    const databases = new Databases(driver.asDriver, SETTINGS, ['a', 'b'], ['given']);
    await databases.open('b');
    expect(driver.begun.map(({ database, bookmarks }) => [database, bookmarks])).toEqual([
      ['b', ['given']],
      ['b', ['1']],
    ]);
    expect(await databases.bookmarks()).toEqual(['given', '2']);
  });
});

describe('the choice of a database', () => {
  test.each([
    [undefined, ['neo4j'], 'neo4j'],
    ['code', ['code'], 'code'],
    [{ of: () => 'Code', all: ['CODE', 'code', 'other'] }, ['code', 'other'], 'code'],
  ])('%o', (option, all, chosen) => {
    const names = new DatabaseNames(option);
    expect([names.all, names.of('repository')]).toEqual([all, chosen]);
  });

  test('refuses none at all, and one that was not announced', () => {
    const refused = { code: 'CONFIG_INVALID' };
    expect(() => new DatabaseNames({ of: () => 'a', all: [] })).toThrow(expect.objectContaining(refused));
    const names = new DatabaseNames({ of: (repoId) => repoId, all: ['a'] });
    expect(() => names.of('b')).toThrow(expect.objectContaining(refused));
  });
});
