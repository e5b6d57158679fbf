import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/codeprism-neo4j-builds');

/** The last commit whose SQLite store read the whole graph for each question. */
export const EARLIER_COMMIT = '8d6c273';

/** Builds these sources. @returns the folder that holds `dist` */
export async function ownBuild(): Promise<string> {
  await run('npm', ['run', 'build'], ROOT);
  return ROOT;
}

/**
 * Builds the earlier commit in a folder of its own, which is kept for the next run.
 * @returns the folder that holds `dist`
 */
export async function earlierBuild(): Promise<string> {
  const folder = join(CACHE, EARLIER_COMMIT);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}-${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    const archive = `${unfinished}.tar`;
    await run('git', ['archive', '--output', archive, EARLIER_COMMIT], ROOT);
    await run('tar', ['-xf', archive, '-C', unfinished], ROOT);
    await rm(archive);
    await run('npm', ['ci', '--prefer-offline', '--no-audit', '--ignore-scripts'], unfinished);
    await run('npm', ['run', 'build'], unfinished);
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}

async function run(program: string, args: readonly string[], cwd: string): Promise<void> {
  await promisify(execFile)(program, [...args], { cwd, maxBuffer: 64 * 1_024 * 1_024 });
}
