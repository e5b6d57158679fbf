import { openSqliteCache } from '../../../../src/backends/sqlite/index.ts';

/** Keeps values under 100 keys in turn, in the file and of the name that are the arguments. */
const [file = '', name = ''] = process.argv.slice(2);
await using cache = await openSqliteCache({ file, maxBytes: 4_000, busyTimeoutMilliseconds: 60_000 });
process.stdout.write('ready\n');
for (let turn = 0; turn < 500; turn++) {
  const report = await cache.set(`${name} ${turn % 100}`, { turn });
  if (!report.stored) throw new Error(`Turn ${turn}: ${report.reason}`);
}
process.stdout.write('done\n');
