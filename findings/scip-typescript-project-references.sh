#!/usr/bin/env bash
# scip-typescript 0.4.0: in a workspace with project references, names of another package lead into its built files.
#
# Guess: the compiler knows from `references` which sources a package's declarations come from, and editors go there. So a use in one
#   package has the symbol that the other package defines; each source file is one document.
# Behaviour: a use has a symbol of `dist/index.d.ts`, which nothing defines, although a declaration map leads to the source. Every edge
#   between the packages is lost. A package that is named on the command line and is referenced too is written twice: two documents
#   have the same path.
# Seen: core defines src/`index.ts`/Engine#, app refers to dist/`index.d.ts`/Engine#; packages/core/src/index.ts is there twice
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir -p packages/core/src packages/app/src
echo '{ "private": true, "workspaces": ["packages/*"] }' >package.json
echo '{ "name": "@t/core", "version": "1.0.0", "main": "dist/index.js", "types": "dist/index.d.ts" }' >packages/core/package.json
echo '{ "name": "@t/app", "version": "2.0.0", "dependencies": { "@t/core": "1.0.0" } }' >packages/app/package.json
options='"module": "nodenext", "strict": true, "composite": true, "declarationMap": true, "rootDir": "src", "outDir": "dist", "types": []'
echo "{ \"compilerOptions\": { $options }, \"include\": [\"src\"] }" >packages/core/tsconfig.json
echo "{ \"compilerOptions\": { $options }, \"include\": [\"src\"], \"references\": [{ \"path\": \"../core\" }] }" >packages/app/tsconfig.json
cat >packages/core/src/index.ts <<'TS'
export class Engine {
  start(): number {
    return 1;
  }
}
TS
cat >packages/app/src/main.ts <<'TS'
import { Engine } from '@t/core';
export const speed: number = new Engine().start();
TS
npm install --silent --no-audit --no-fund --save-dev @sourcegraph/scip-typescript@0.4.0 @c4312/scip@0.1.0 typescript@5.9.3 >/dev/null
npx tsc -b packages/app
npx scip-typescript index packages/core packages/app >/dev/null
cat >look.cjs <<'JS'
const { readFileSync } = require('node:fs');
const { fromBinary } = require('@bufbuild/protobuf');
const { IndexSchema } = require('@c4312/scip');
const { documents } = fromBinary(IndexSchema, readFileSync('index.scip'));
const symbolsOf = (path, role) =>
  documents
    .filter(({ relativePath }) => relativePath === path)
    .flatMap(({ occurrences }) => occurrences)
    .filter(({ symbolRoles, symbol }) => symbolRoles === role && symbol.endsWith('Engine#'))
    .map(({ symbol }) => symbol.split(' ').at(-1));
const defined = symbolsOf('packages/core/src/index.ts', 1);
const used = [...new Set(symbolsOf('packages/app/src/main.ts', 0))];
console.log({ defined, used });
if (defined.join() !== 'src/`index.ts`/Engine#,src/`index.ts`/Engine#') process.exitCode = 1;
if (used.join() !== 'dist/`index.d.ts`/Engine#') process.exitCode = 1;
JS
node look.cjs
