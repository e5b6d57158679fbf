import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installedSize } from './installed/size.ts';
import { typeProblems } from './installed/types.ts';

/**
 * What an installation may take up. It only grows with a reason, which stands here: libsql
 * (19 MB) is the default store, TypeScript (24 MB) the analyzer, the MCP server and what
 * it needs (16 MB) what agents talk to, rxjs (12 MB) comes with Neo4j's driver. The client
 * of Redis (15 MB) is a peer, for those who have a server.
 */
const MOST_MEGABYTES = 90;
const MOST_PACKAGES = 60;

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');

/** Installs the packed package into an empty folder, and does there what its pages say. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'installed-'));
  try {
    const problems = await examine(folder);
    for (const problem of problems) console.error(problem);
    if (problems.length > 0) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function examine(folder: string): Promise<string[]> {
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
  const [tarball = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  const project = join(folder, 'project');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "private": true }\n');
  const options = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  await run('npm', ['install', ...options, join(folder, tarball)], { cwd: project });
  const installed = join(project, 'node_modules/codeprism-neo4j');
  const readme = firstSnippet(await readFile(join(installed, 'README.md'), 'utf8'));
  await writeFile(join(project, 'snippet.mjs'), readme);
  const examples = (await readdir(join(installed, 'examples'))).filter((name) => name.endsWith('.mjs'));
  const programs = [
    'snippet.mjs',
    ...examples.map((name) => `node_modules/codeprism-neo4j/examples/${name}`),
  ];
  const failures = (await Promise.all(programs.map((program) => failureOf(program, project)))).flat();
  const pages = (await readdir(join(installed, 'docs'))).filter((name) => name.endsWith('.md'));
  console.log(
    `${programs.length} examples run where the package is installed, ${pages.length} pages go with it`,
  );
  return [...failures, ...(await typeProblems(project, readme)), ...(await sizeProblems(project))];
}

/** The first block of code that a page shows. */
function firstSnippet(markdown: string): string {
  const [, code = ''] = /^```ts\n([\s\S]*?)^```$/m.exec(markdown) ?? [];
  if (code === '') throw new Error('The README shows no code.');
  return code;
}

async function failureOf(program: string, cwd: string): Promise<string[]> {
  try {
    const { stdout } = await run(process.execPath, [program], { cwd });
    return stdout === '' ? [`${program} says nothing`] : [];
  } catch (error) {
    return [`${program} fails: ${(error as { stderr?: string }).stderr ?? String(error)}`];
  }
}

async function sizeProblems(project: string): Promise<string[]> {
  const { megabytes, packages } = await installedSize(project);
  console.log(
    `installed: ${packages} packages of ${MOST_PACKAGES}, ${megabytes.toFixed(1)} MB of ${MOST_MEGABYTES}`,
  );
  return [
    ...(megabytes > MOST_MEGABYTES
      ? [`An installation takes ${megabytes.toFixed(1)} MB. Say why, or do without.`]
      : []),
    ...(packages > MOST_PACKAGES
      ? [`An installation has ${packages} packages. Say why, or do without.`]
      : []),
  ];
}

await main();
