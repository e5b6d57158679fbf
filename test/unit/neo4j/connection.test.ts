import { describe, expect, test } from 'vitest';
import { Connection, type StatementRunner } from '../../../src/backends/neo4j/connection/connection.ts';
import { statement } from '../../../src/backends/neo4j/cypher/statement.ts';
import { settingsOf } from '../../../src/backends/neo4j/options.ts';
import { driverError, FakeDriver } from './fake-driver.ts';

const STATEMENT = statement<never>('test', 'RETURN 1');
const run = (tx: StatementRunner): Promise<unknown> => tx.run(STATEMENT, {});

function connect(
  driver: FakeDriver,
  { bookmarks = [] as string[], retrySeconds = 15, scheme = 'neo4j', readOnly = false } = {},
): Connection {
  const settings = settingsOf({ uri: `${scheme}://127.0.0.1:7687`, retrySeconds, readOnly });
  return new Connection(driver.asDriver, settings, 'code', bookmarks);
}

describe('a transaction is sent where it belongs', () => {
  test('reads to any server that holds the database, writes and rehearsals to its leader', async () => {
    const driver = new FakeDriver();
    const connection = connect(driver);
    await connection.read(run);
    await connection.readOnce(run);
    await connection.write(run);
    await connection.rehearse(run);
    await connection.alone(run);
    expect(driver.begun.map(({ access, end }) => [access, end])).toEqual([
      ['READ', 'committed'],
      ['READ', 'rolled back'],
      ['WRITE', 'committed'],
      ['WRITE', 'rolled back'],
      ['WRITE', 'alone'],
    ]);
  });

  test('and a store for reading opens no session that could write', async () => {
    const driver = new FakeDriver();
    const connection = connect(driver, { readOnly: true });
    await connection.read(run);
    for (const refused of [connection.write(run), connection.rehearse(run), connection.alone(run)]) {
      await expect(refused).rejects.toMatchObject({ code: 'UNSUPPORTED', retryable: false });
    }
    expect(driver.begun.map(({ access }) => access)).toEqual(['READ']);
  });

  test('always to the database that was chosen, also for the check whether it can be reached', async () => {
    const driver = new FakeDriver();
    const connection = connect(driver);
    await connection.verify();
    await connection.read(run);
    await connection.write(run);
    await connection.alone(run);
    expect(driver.verified).toEqual(['code']);
    expect(new Set(driver.begun.map(({ database }) => database))).toEqual(new Set(['code']));
  });
});

describe('over a routing URI every transaction begins after all that were committed before it', () => {
  test('one after another', async () => {
    const driver = new FakeDriver();
    const connection = connect(driver);
    await connection.write(run);
    await connection.read(run);
    await connection.alone(run);
    await connection.read(run);
    expect(driver.begun.map(({ bookmarks }) => bookmarks)).toEqual([[], ['1'], ['2'], ['3']]);
  });

  test('what parallel writers committed all reaches the transaction after them', async () => {
    const driver = new FakeDriver();
    const connection = connect(driver);
    await connection.write(run);
    let begun = 0;
    let release = (): void => undefined;
    const together = new Promise<void>((resolve) => {
      release = resolve;
    });
    const atOnce = async (tx: StatementRunner): Promise<void> => {
      await run(tx);
      if (++begun === 3) release();
      await together;
    };
    await Promise.all([1, 2, 3].map(() => connection.write(atOnce)));
    await connection.write(run);
    expect(driver.begun.map(({ bookmarks }) => [...bookmarks].sort())).toEqual([
      [],
      ['1'],
      ['1'],
      ['1'],
      ['2', '3', '4'],
    ]);
    expect(await connection.bookmarks()).toEqual(['5']);
  });

  test('one that was rolled back is nothing to begin after', async () => {
    const driver = new FakeDriver();
    const connection = connect(driver);
    await connection.write(run);
    await connection.rehearse(run);
    await connection.readOnce(run);
    expect(await connection.bookmarks()).toEqual(['1']);
  });

  test('the first begins after what was given, and hands it on', async () => {
    const driver = new FakeDriver();
    const connection = connect(driver, { bookmarks: ['theirs', 'others'] });
    expect(await connection.bookmarks()).toEqual(['theirs', 'others']);
    await connection.read(run);
    await connection.read(run);
    expect(driver.begun.map(({ bookmarks }) => bookmarks)).toEqual([['theirs', 'others'], ['1']]);
  });
});

describe('over a direct URI transactions wait for none of the same server', () => {
  test('but what was committed can be handed on', async () => {
    const driver = new FakeDriver();
    const connection = connect(driver, { scheme: 'bolt+s' });
    for (let turn = 0; turn < 3; turn++) await connection.write(run);
    expect(driver.begun.map(({ bookmarks }) => bookmarks)).toEqual([[], [], []]);
    expect(await connection.bookmarks()).toEqual(['1', '2', '3']);
  });

  test('and the first one does begin after what was given', async () => {
    const driver = new FakeDriver();
    const connection = connect(driver, { scheme: 'bolt', bookmarks: ['theirs'] });
    await connection.read(run);
    await connection.read(run);
    expect(driver.begun.map(({ bookmarks }) => bookmarks)).toEqual([['theirs'], []]);
    expect(await connection.bookmarks()).toEqual(['1', '2']);
  });

  test('until there are many to hand on, which become one', async () => {
    const driver = new FakeDriver();
    const connection = connect(driver, { scheme: 'bolt' });
    const handedOn: number[] = [];
    for (let turn = 0; turn < 100; turn++) {
      await connection.write(run);
      handedOn.push((await connection.bookmarks()).length);
    }
    expect(Math.max(...handedOn)).toBe(32);
    expect(await connection.bookmarks()).toContain('100');
  });
});

describe('what happens while a cluster changes is tried again, in a new transaction', () => {
  test.each([
    'Neo.ClientError.Cluster.NotALeader',
    'Neo.TransientError.Cluster.ReplicationFailure',
    'Neo.TransientError.General.DatabaseUnavailable',
    'Neo.TransientError.Transaction.LeaseExpired',
    'Neo.TransientError.Transaction.BookmarkTimeout',
    'Neo.ClientError.Security.AuthorizationExpired',
    'SessionExpired',
    'ServiceUnavailable',
  ])('%s', async (code) => {
    const driver = failing(code, 2);
    await connect(driver).write(run);
    expect(driver.begun.map(({ end }) => end)).toEqual(['open', 'open', 'committed']);
  });

  test.each([
    'Neo.ClientError.General.ForbiddenOnReadOnlyDatabase',
    'Neo.ClientError.Statement.SyntaxError',
    'Neo.ClientError.Security.Unauthorized',
    'Neo.ClientError.Database.DatabaseNotFound',
    'Neo.ClientError.Transaction.InvalidBookmark',
  ])('but not %s, which would come again', async (code) => {
    const driver = failing(code, 1);
    await expect(connect(driver).write(run)).rejects.toMatchObject({ retryable: false });
    expect(driver.begun).toHaveLength(1);
  });

  test('until the stated time is over', async () => {
    const driver = failing('SessionExpired', Number.POSITIVE_INFINITY);
    const failure = connect(driver, { retrySeconds: 0.2 }).write(run);
    await expect(failure).rejects.toMatchObject({ code: 'UNAVAILABLE', retryable: true });
    expect(driver.begun.length).toBeGreaterThan(1);
  });

  test('but not where another way is open', async () => {
    const driver = failing('SessionExpired', 1);
    await expect(connect(driver).readOnce(run)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(driver.begun).toHaveLength(1);
  });

  function failing(code: string, times: number): FakeDriver {
    let failed = 0;
    return new FakeDriver({
      answer: () => {
        if (failed++ < times) throw driverError(code);
        return [];
      },
    });
  }
});

describe('the first failure of a transaction is the one that is reported', () => {
  const refused = (): never => {
    throw driverError('N/A', 'Cannot run query in this transaction, because it has been rolled back.');
  };
  const answer = (text: string): never => (text === 'BAD' ? fail() : refused());
  const fail = (): never => {
    throw driverError('Neo.ClientError.Statement.SyntaxError', 'Invalid input');
  };
  const bad = statement<never>('bad', 'BAD');

  test('where later statements are refused', async () => {
    const connection = connect(new FakeDriver({ answer }));
    const work = async (tx: StatementRunner): Promise<void> => {
      await tx.run(bad, {}).catch(() => undefined);
      await run(tx);
    };
    await expect(connection.read(work)).rejects.toMatchObject({ message: 'Invalid input' });
  });

  test('also where a later one is refused before it is known', async () => {
    const connection = connect(new FakeDriver({ answer }));
    const work = async (tx: StatementRunner): Promise<void> => {
      void tx.run(bad, {}).catch(() => undefined);
      refused();
    };
    await expect(connection.write(work)).rejects.toMatchObject({ message: 'Invalid input' });
  });

  test('but what our own code decides is thrown as it is', async () => {
    const connection = connect(new FakeDriver({ answer }));
    const decided = new Error('decided');
    const work = async (tx: StatementRunner): Promise<void> => {
      await tx.run(bad, {}).catch(() => undefined);
      throw decided;
    };
    await expect(connection.write(work)).rejects.toBe(decided);
  });
});
