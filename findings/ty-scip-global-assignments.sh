#!/usr/bin/env bash
# ty-scip 0.1.0 (needs Python 3): an assignment under `global` or `nonlocal` defines a second, local variable.
#
# Guess: `global total; total = 5` writes the module's variable: one occurrence, of the module's symbol, with the role of a write.
# Behaviour: two occurrences lie at the same place. One writes the module's symbol; the other is the definition of a new local
#   symbol that the program does not have. The same holds for `nonlocal`. Who counts definitions finds a variable that nothing reads.
# Seen: line 5 `total = 5`: `total.` with role 4 and a `local` with role 5; line 12 `count += 1`: a local with role 12 and another with
#   role 13 (1 definition, 4 write, 8 read)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir project tools
cat >project/totals.py <<'PY'
total = 1

def set_total() -> None:
    global total
    total = 5

def counter():
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return count

    return step
PY
cat >project/pyproject.toml <<'TOML'
[project]
name = "totals"
version = "1.0.0"
TOML
(
  cd tools
  echo '{}' >package.json
  npm install --silent --no-audit --no-fund @c4312/scip@0.1.0 >/dev/null
  python3 -m venv python
  python/bin/pip install --quiet ty-scip==0.1.0
)
(cd project && "$work/tools/python/bin/ty-scip" . "$work/index.scip" 2>/dev/null)

cat >tools/look.cjs <<'JS'
const { readFileSync } = require('node:fs');
const { fromBinary } = require('@bufbuild/protobuf');
const { IndexSchema } = require('@c4312/scip');
const { documents } = fromBinary(IndexSchema, readFileSync(process.argv[2]));
const { occurrences } = documents.find((document) => document.relativePath === 'totals.py');
const roles = (line, column) =>
  occurrences
    .filter(({ range }) => range[0] === line - 1 && range[1] === column)
    .map(({ symbol, symbolRoles }) => `${symbol.startsWith('local ') ? 'local' : symbol.split('/').at(-1)} ${symbolRoles}`)
    .sort()
    .join(', ');
const seen = [roles(5, 4), roles(12, 8)];
console.log(seen.join('\n'));
if (seen[0] !== 'local 5, total. 4' || seen[1] !== 'local 12, local 13') process.exitCode = 1;
JS
NODE_PATH="$work/tools/node_modules" node tools/look.cjs "$work/index.scip"
