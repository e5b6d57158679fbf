import { type LocalServer, type LocalServerOptions, startLocalServer } from './local-server.ts';
import { memoryFolder } from './memory-folder.ts';

/** What makes a server quick that is asked many different things for a few minutes, and is then gone. */
export const FOR_TESTS = {
  // Compiling well takes longer than such a server lives.
  javaFlags: ['-XX:TieredStopAtLevel=1', '-XX:ReservedCodeCacheSize=240m'],
  conf: {
    // Graphs come and go all the time, and each time every statement would be planned again.
    'dbms.cypher.min_replan_interval': '24h',
    'server.memory.query_cache.per_db_cache_num_entries': '20000',
    // The files of transactions are small, and not made in advance.
    'db.tx_log.preallocate': 'false',
    'db.tx_log.rotation.size': '16m',
    'db.tx_log.rotation.retention_policy': 'keep_none',
  },
} as const;

/** Starts a server of a test's own, small by default, with its files in memory where that is possible. */
export async function startTestServer(options: LocalServerOptions = {}): Promise<LocalServer> {
  return startLocalServer({
    heap: '512m',
    pageCache: '64m',
    parentFolder: await memoryFolder(),
    ...FOR_TESTS,
    ...options,
    conf: { ...FOR_TESTS.conf, ...options.conf },
  });
}
