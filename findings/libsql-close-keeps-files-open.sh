#!/usr/bin/env bash
# libsql 0.5.29 for Node.js (Linux): a closed database keeps its files open while a prepared statement is alive.
#
# Guess: `close()` closes the database, as in better-sqlite3, whose interface it takes over: afterwards no descriptor is left, and the
#   files of the write-ahead log go with the last connection.
# Behaviour: every descriptor stays, and so do `-wal` and `-shm`, until the statements that were prepared are collected as garbage.
#   There is no method to finalise one. Without a statement `close()` does close.
# Seen: after close 0 descriptors without a statement; 3 with one, and `-wal` is there; 0 after the garbage is collected
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund libsql@0.5.29 >/dev/null
cat >look.cjs <<'JS'
const Database = require('libsql');
const { existsSync, readdirSync, readlinkSync } = require('node:fs');
const opened = (file) =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).includes(file);
    } catch {
      return false; // The descriptor with which the folder was read.
    }
  }).length;

function use(file, prepares) {
  const database = new Database(file);
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE node (id TEXT); INSERT INTO node VALUES (1)');
  const statement = prepares ? database.prepare('SELECT id FROM node') : undefined;
  statement?.get();
  database.close();
  return statement;
}

use('bare.db', false);
const bare = opened('bare.db');
let statement = use('asked.db', true);
const held = opened('asked.db');
const log = existsSync('asked.db-wal');
console.log({ bare, held, log, statement: typeof statement });
statement = undefined;
setTimeout(() => {
  global.gc();
  setTimeout(() => {
    const after = opened('asked.db');
    console.log({ after });
    if (bare !== 0 || held === 0 || !log || after !== 0) process.exitCode = 1;
  }, 100);
}, 10);
JS
node --expose-gc look.cjs
