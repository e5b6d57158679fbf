import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from './cache-folder.ts';
import { exclusively } from './exclusively.ts';
import type { Java } from './java.ts';
import { ServerUnavailableError } from './neo4j-server.ts';
import type { Release } from './neo4j-version.ts';

const run = promisify(execFile);
const BROWSER_VERSION = '5.24.0';
const DOWNLOAD_TIMEOUT_MS = 15 * 60_000;
const ATTEMPTS = 3;

/**
 * The folder with the jars of `release` and Neo4j Browser, downloaded with Maven the first time (about 130
 * MB). One download at a time: runs that want the same wait for it. It becomes visible by one rename, so that
 * one that was interrupted never leaves half a class path.
 * @throws ServerUnavailableError if Maven is missing or fails.
 */
export async function serverJars(
  release: Release,
  java: Java,
  onNotice?: (line: string) => void,
): Promise<string> {
  const cache = cacheFolder();
  const jars = join(cache, `neo4j-${release.version}-browser-${BROWSER_VERSION}`);
  if (await exists(jars)) return jars;

  await mkdir(cache, { recursive: true });
  return exclusively(join(cache, '.lock'), async () => {
    // Another run may have brought them meanwhile.
    if (!(await exists(jars))) await download(release, java, jars, onNotice);
    return jars;
  });
}

async function download(
  release: Release,
  java: Java,
  jars: string,
  onNotice?: (line: string) => void,
): Promise<void> {
  const cache = dirname(jars);
  await removeAbandonedDownloads(cache);
  const folder = await mkdtemp(join(cache, '.download-'));
  try {
    onNotice?.(`Downloading Neo4j ${release.version} with Maven into ${jars} (once, a minute or two)`);
    await copyDependencies(release, java, folder);
    // Whoever held the lock and was taken for gone may have come to an end after all.
    await rename(join(folder, 'lib'), jars).catch(async (error: unknown) => {
      if (!(await exists(jars))) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyDependencies(release: Release, java: Java, folder: string): Promise<void> {
  await writeFile(join(folder, 'pom.xml'), pom(release.version));
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${join(folder, 'lib')}`];
  const env = { ...process.env, JAVA_HOME: process.env.JAVA_HOME || java.home };
  // What does not have its checksum is refused. What was cut off is
  // gone on with, for Maven keeps the beginning.
  const words = ['-q', '-B', '--strict-checksums', '-f', join(folder, 'pom.xml'), ...goal];
  for (let attempt = 1; ; attempt++) {
    try {
      await run('mvn', words, { env, timeout: DOWNLOAD_TIMEOUT_MS, maxBuffer: 64 * 1024 * 1024 });
      break;
    } catch (error) {
      if (attempt < ATTEMPTS && !isMissing(error)) continue;
      throw new ServerUnavailableError(mavenFailure(release.version, error), { cause: error });
    }
  }
  const jars = await readdir(join(folder, 'lib'));
  if (!jars.includes(`neo4j-server-${release.version}.jar`)) {
    throw new ServerUnavailableError(`org.neo4j:neo4j:${release.version} came without neo4j-server`);
  }
}

function isMissing(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'ENOENT';
}

function mavenFailure(version: string, error: unknown): string {
  const { stdout = '' } = error as { stdout?: string };
  if (isMissing(error)) {
    return 'Maven is needed to download Neo4j: install it (Debian: apt-get install maven, macOS: brew install maven).';
  }
  const reason = stdout.split('\n').find((line) => line.includes('ERROR')) ?? String(error);
  return `Maven could not download Neo4j ${version}: ${reason.trim()}`;
}

function pom(version: string): string {
  const dependency = (group: string, artifact: string, wanted: string): string =>
    `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${wanted}</version></dependency>`;
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>neo4j-for-tests</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    ${dependency('org.neo4j', 'neo4j', version)}
    ${dependency('org.neo4j.client', 'neo4j-browser', BROWSER_VERSION)}
  </dependencies>
</project>
`;
}

async function removeAbandonedDownloads(cache: string): Promise<void> {
  const names = (await readdir(cache)).filter((name) => name.startsWith('.download-'));
  for (const folder of names.map((name) => join(cache, name))) {
    const age = Date.now() - ((await stat(folder).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (age > 2 * DOWNLOAD_TIMEOUT_MS) await rm(folder, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
