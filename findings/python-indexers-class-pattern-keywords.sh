#!/usr/bin/env bash
# scip-python 0.6.6 and ty-scip 0.1.0 (need Python 3.10 or later): the keyword of a class pattern is taken for a local variable.
#
# Guess: in `case Point(x=0)` the name `x` refers to the field `Point.x`, or, where an indexer does not follow patterns, to nothing.
# Behaviour: both indexers look the keyword up as if it were a variable. Where the function has a local `x` anywhere, even in a
#   later case, the keyword becomes a read of that variable. The two share no code; an index of either has a reference that the
#   program does not make, and lacks the one that it makes.
# Seen: line 8 `case Point(x=0)` and line 10 `x = 7` have the same local symbol in both indexes; no occurrence on line 8 has
#   a symbol that ends with `Point#x.`
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir project tools
cat >project/shapes.py <<'PY'
class Point:
    x: int = 0
    y: int = 0


def place(point: Point) -> int:
    match point:
        case Point(x=0):
            return 0
    x = 7
    return x
PY
cat >project/pyproject.toml <<'TOML'
[project]
name = "shapes"
version = "1.0.0"
TOML
(
  cd tools
  echo '{}' >package.json
  npm install --silent --no-audit --no-fund @sourcegraph/scip-python@0.6.6 @c4312/scip@0.1.0 >/dev/null
  python3 -m venv python
  python/bin/pip install --quiet ty-scip==0.1.0
)
(cd project && "$work/tools/node_modules/.bin/scip-python" index . --project-name shapes --project-version 1.0.0 --output "$work/scip-python.scip" >/dev/null)
(cd project && "$work/tools/python/bin/ty-scip" . "$work/ty-scip.scip" 2>/dev/null)

cat >tools/look.cjs <<'JS'
const { readFileSync } = require('node:fs');
const { fromBinary } = require('@bufbuild/protobuf');
const { IndexSchema } = require('@c4312/scip');
for (const indexer of ['scip-python', 'ty-scip']) {
  const { documents } = fromBinary(IndexSchema, readFileSync(`${process.argv[2]}/${indexer}.scip`));
  const { occurrences } = documents.find((document) => document.relativePath === 'shapes.py');
  const at = (line, column) =>
    occurrences.filter(({ range }) => range[0] === line - 1 && range[1] === column).map(({ symbol }) => symbol);
  const keyword = at(8, 19);
  const variable = at(10, 4);
  console.log(`${indexer}: keyword ${keyword}, variable ${variable}`);
  if (keyword.length !== 1 || !keyword[0].startsWith('local ') || keyword[0] !== variable[0]) process.exitCode = 1;
}
JS
NODE_PATH="$work/tools/node_modules" node tools/look.cjs "$work"
