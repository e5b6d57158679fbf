#!/usr/bin/env bash
# libsql 0.5.29 for Node.js: the number of values that a statement is run with is not compared with its parameters.
#
# Guess: it takes over better-sqlite3's interface, so a value too many or too few is a RangeError, as is a name that is not given.
# Behaviour: values too many are dropped, and a parameter without a value is NULL, by position and by name. `run` reports one change.
# Seen: of (1, 2, 3), (1) and {a: 1, c: 2} for a table of two columns three rows are stored: 1 and 2, 1 and NULL, 1 and NULL
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund libsql@0.5.29 >/dev/null
cat >look.cjs <<'JS'
const Database = require('libsql');
const database = new Database(':memory:');
database.exec('CREATE TABLE edge (a, b)');
const changes = [
  database.prepare('INSERT INTO edge VALUES (?, ?)').run(1, 2, 3),
  database.prepare('INSERT INTO edge VALUES (?, ?)').run(1),
  database.prepare('INSERT INTO edge VALUES (@a, @b)').run({ a: 1, c: 2 }),
].map((outcome) => outcome.changes);
const rows = database.prepare('SELECT a, b FROM edge').all().map(({ a, b }) => [a, b]);
console.log(JSON.stringify({ changes, rows }));
if (JSON.stringify({ changes, rows }) !== '{"changes":[1,1,1],"rows":[[1,2],[1,null],[1,null]]}') process.exitCode = 1;
JS
node look.cjs
