import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSqliteStore } from '../../../src/backends/sqlite/index.ts';
import { readGraphFile } from '../../../src/formats/index.ts';
import { codeBlocks, packageEntries, ROOT } from './code-blocks.ts';

const run = promisify(execFile);
const BLOCKS = codeBlocks();
const ENTRIES = packageEntries();

/** What keeps a block from being run: it needs a server, serves without end, or is run elsewhere. */
const NOT_RUN: Readonly<Record<string, RegExp>> = {
  'a Neo4j': /openNeo4jStore\(/,
  'a server that never ends': /\.listen\(/,
  'somebody else’s tracer': /@opentelemetry/,
  'a test runner, which runs it as test/conformance/custom-backend.test.ts': /from 'vitest'/,
};
const runnable = BLOCKS.filter(({ code }) => !Object.values(NOT_RUN).some((needs) => needs.test(code)));

test.each(BLOCKS.filter(({ code }) => !code.includes("from 'vitest'")))(
  'is JavaScript that the oldest supported Node.js parses: $place',
  ({ code }) => {
    // Transpiled for that version, nothing but the layout may have to change.
    expect(code).not.toMatch(
      /\bawait using\b|\bsatisfies\b|^import type\b|^(?:export )?(?:interface|type) /m,
    );
    expect(code).not.toMatch(/^(?:const|let) \w+: |\{[^}]*\btype \w+[^}]*\} from /m);
  },
);

test('every block of TypeScript in the documentation compiles against the sources', () => {
  expect(BLOCKS.length).toBeGreaterThan(10);
  // Beside the examples, which two of them import.
  const files = new Map(
    BLOCKS.map(({ code }, index) => [join(ROOT, `examples/block-${index}.ts`), `${code}\nexport {};\n`]),
  );
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.es2024.string.d.ts', 'lib.esnext.disposable.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
    paths: Object.fromEntries([...ENTRIES].map(([name, path]) => [name, [resolve(ROOT, path)]])),
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = files.get(name);
    return text === undefined
      ? getSourceFile(name, version, ...rest)
      : ts.createSourceFile(name, text, version);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  const places = [...files.keys()];
  const problems = places.flatMap((name, index) => {
    const source = program.getSourceFile(name);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    const { place } = BLOCKS[index] ?? { place: name };
    return found.map(({ messageText }) => `${place}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
  expect(problems).toEqual([]);
});

describe('a block of TypeScript that needs no server', () => {
  test.each(runnable)('runs: $place', async ({ code }) => {
    const folder = await mkdtemp(join(tmpdir(), 'codeprism-docs-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await symlink(join(ROOT, 'examples'), join(folder, 'examples'));
    // Something to analyse, and what a block finds by the package's name.
    await mkdir(join(folder, 'src'));
    await writeFile(join(folder, 'src/main.ts'), 'export const main = () => 1;\n');
    await mkdir(join(folder, 'node_modules'));
    await symlink(ROOT, join(folder, 'node_modules/codeprism-neo4j'));
    await using store = await openSqliteStore({ file: join(folder, 'graph.db') });
    await store.graph.storeGraph(await readGraphFile('examples/graphs/ajv-8.20.0.json.gz'));
    await store.close();
    const file = join(folder, 'block.mts');
    await writeFile(
      file,
      code.replace(/from '(codeprism-neo4j[^']*)'/g, (_, name) => `from '${sourceOf(name)}'`),
    );
    const { stderr } = await run(process.execPath, ['--import', import.meta.resolve('tsx'), file], {
      cwd: folder,
    });
    expect(stderr).toBe('');
  });
});

function sourceOf(name: string): string {
  const path = ENTRIES.get(name);
  if (path === undefined) throw new Error(`The package has no entry ${name}.`);
  return pathToFileURL(resolve(ROOT, path)).href;
}
