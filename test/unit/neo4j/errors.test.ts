import type { Neo4jError } from 'neo4j-driver';
import { describe, expect, test } from 'vitest';
import { asNeo4jStorageError } from '../../../src/backends/neo4j/connection/errors.ts';
import type { StorageErrorCode } from '../../../src/errors/index.ts';
import { driverError } from './fake-driver.ts';

const ADDRESS = 'neo4j://example.test:7687';

const notALeader = driverError('Neo.ClientError.Cluster.NotALeader');
const readOnly = driverError('Neo.ClientError.General.ForbiddenOnReadOnlyDatabase');
/** What a driver that routes makes of a refusal to write. */
const expired = (cause?: Neo4jError): Neo4jError =>
  driverError('SessionExpired', 'No longer possible to write to server at example.test:7687', cause);
const noRouter = driverError(
  'ServiceUnavailable',
  'Could not perform discovery. No routing servers available.',
);

describe('a failure of the driver says what was wrong and what to do', () => {
  test.each<[string, Neo4jError, StorageErrorCode, boolean, RegExp]>([
    ['a server that does not lead', notALeader, 'UNAVAILABLE', true, /neo4j:\/\//],
    ['the same, seen by a driver that routes', expired(notALeader), 'UNAVAILABLE', true, /leader/],
    ['a read-only database', readOnly, 'UNSUPPORTED', false, /read-only/],
    ['the same, seen by a driver that routes', expired(readOnly), 'UNSUPPORTED', false, /read-only/],
    ['a session that expired', expired(), 'UNAVAILABLE', true, /No Neo4j server answers at neo4j:/],
    ['no server that knows the routes', noRouter, 'UNAVAILABLE', true, /No Neo4j server answers at neo4j:/],
    ['an election', driverError('Neo.TransientError.Cluster.X'), 'UNAVAILABLE', true, /It failed/],
    ['a deadlock', driverError('Neo.TransientError.Transaction.DeadlockDetected'), 'CONFLICT', true, /./],
    [
      'unknown bookmarks',
      driverError('Neo.ClientError.Transaction.InvalidBookmark'),
      'CONFIG_INVALID',
      false,
      /bookmarks\(\)/,
    ],
    [
      'an unknown database',
      driverError('Neo.ClientError.Database.DatabaseNotFound'),
      'CONFIG_INVALID',
      false,
      /NEO4J_DATABASE/,
    ],
    [
      'more memory than one transaction may use',
      driverError(
        'Neo.TransientError.General.MemoryPoolOutOfMemoryError',
        'db.memory.transaction.max threshold reached',
      ),
      'UNSUPPORTED',
      false,
      /db\.memory\.transaction\.max .*batchRows or batchBytes/,
    ],
    [
      'more memory than all transactions may use',
      driverError(
        'Neo.TransientError.General.MemoryPoolOutOfMemoryError',
        'dbms.memory.transaction.total.max',
      ),
      'UNAVAILABLE',
      true,
      /total/,
    ],
    [
      "the server's time limit",
      driverError('Neo.ClientError.Transaction.TransactionTimedOut'),
      'TIMEOUT',
      false,
      /db\.transaction\.timeout/,
    ],
    [
      "the store's own time limit",
      driverError('Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration'),
      'TIMEOUT',
      false,
      /abandonedSeconds/,
    ],
    [
      'a certificate that nobody vouches for',
      driverError('ServiceUnavailable', 'Caused by: self-signed certificate'),
      'CONFIG_INVALID',
      false,
      /\+ssc/,
    ],
    ['a missing right', driverError('Neo.ClientError.Security.Forbidden'), 'UNAUTHORIZED', false, /Grant/],
    [
      'anything else',
      driverError('Neo.DatabaseError.General.UnknownError'),
      'UNEXPECTED',
      false,
      /It failed/,
    ],
  ])('%s', (_title, error, code, retryable, message) => {
    expect(asNeo4jStorageError(error, ADDRESS)).toMatchObject({
      code,
      retryable,
      message: expect.stringMatching(message),
      context: { address: ADDRESS },
    });
  });
});
