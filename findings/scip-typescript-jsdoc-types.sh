#!/usr/bin/env bash
# scip-typescript 0.4.0: types in JSDoc comments of checked JavaScript are no references.
#
# Guess: with `allowJs` and `checkJs` the compiler resolves `@param {Engine}` and `import('./engine.js')` in a comment like any other
#   type, so the index has a reference to the class and to the module, as its find-references has.
# Behaviour: nothing inside a comment has an occurrence. A class that a JavaScript program uses as a type alone has no reference at all
#   in the index, while members reached through that type do have theirs.
# Seen: in use.js `Engine#start().` occurs, `Engine#` does not; TypeScript's own find-references names use.js for the class.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >package.json <<'JSON'
{ "name": "engines", "version": "1.0.0", "type": "module" }
JSON
cat >tsconfig.json <<'JSON'
{ "compilerOptions": { "module": "nodenext", "allowJs": true, "checkJs": true, "strict": true, "noEmit": true, "types": [] }, "include": ["*.js"] }
JSON
cat >engine.js <<'JS'
export class Engine {
  start() {
    return 1;
  }
}
JS
cat >use.js <<'JS'
/** @param {import('./engine.js').Engine} engine */
export function run(engine) {
  return engine.start();
}
JS
npm install --silent --no-audit --no-fund @sourcegraph/scip-typescript@0.4.0 @c4312/scip@0.1.0 typescript@5.9.3 >/dev/null
npx scip-typescript index >/dev/null
cat >look.cjs <<'JS'
const { readFileSync } = require('node:fs');
const { fromBinary } = require('@bufbuild/protobuf');
const { IndexSchema } = require('@c4312/scip');
const ts = require('typescript');
const { documents } = fromBinary(IndexSchema, readFileSync('index.scip'));
const symbols = documents.find(({ relativePath }) => relativePath === 'use.js').occurrences.map(({ symbol }) => symbol);
const index = { method: symbols.some((s) => s.endsWith('Engine#start().')), class: symbols.some((s) => s.endsWith('Engine#')) };
const files = ['engine.js', 'use.js'].map((name) => `${process.cwd()}/${name}`);
const { options } = ts.parseJsonConfigFileContent(JSON.parse(readFileSync('tsconfig.json', 'utf8')), ts.sys, process.cwd());
const service = ts.createLanguageService({
  ...ts.sys,
  useCaseSensitiveFileNames: () => true,
  getCompilationSettings: () => options,
  getScriptFileNames: () => files,
  getScriptVersion: () => '1',
  getScriptSnapshot: (file) => (ts.sys.fileExists(file) ? ts.ScriptSnapshot.fromString(ts.sys.readFile(file)) : undefined),
  getDefaultLibFileName: ts.getDefaultLibFilePath,
});
const position = readFileSync('engine.js', 'utf8').indexOf('Engine');
const found = service.getReferencesAtPosition(files[0], position).map(({ fileName }) => fileName.split('/').at(-1));
console.log(JSON.stringify({ index, found }));
if (!index.method || index.class || !found.includes('use.js')) process.exitCode = 1;
JS
node look.cjs
