import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Java } from './java.ts';
import { ServerUnavailableError } from './neo4j-server.ts';
import type { Release } from './neo4j-version.ts';

const run = promisify(execFile);
const BROWSER_VERSION = '5.24.0';
const DOWNLOAD_TIMEOUT_MS = 15 * 60_000;

/** Where downloaded servers are kept: outside of any work tree, shared by all of them. */
function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.CODEPRISM_NEO4J_CACHE) return env.CODEPRISM_NEO4J_CACHE;
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'codeprism-neo4j');
}

/**
 * The folder with the jars of `release` and Neo4j Browser, downloaded with Maven the first time (about 130 MB).
 * A download becomes visible by one rename, so an interrupted or concurrent one never leaves half a class path.
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
  await removeAbandonedDownloads(cache);
  const download = await mkdtemp(join(cache, '.download-'));
  try {
    onNotice?.(`Downloading Neo4j ${release.version} with Maven into ${jars} (once, a minute or two)`);
    await copyDependencies(release, java, download);
    await rename(join(download, 'lib'), jars).catch(async (error: unknown) => {
      if (!(await exists(jars))) throw error;
    });
    return jars;
  } finally {
    await rm(download, { recursive: true, force: true });
  }
}

async function copyDependencies(release: Release, java: Java, folder: string): Promise<void> {
  await writeFile(join(folder, 'pom.xml'), pom(release.version));
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${join(folder, 'lib')}`];
  const env = { ...process.env, JAVA_HOME: process.env.JAVA_HOME || java.home };
  try {
    await run('mvn', ['-q', '-B', '-f', join(folder, 'pom.xml'), ...goal], {
      env,
      timeout: DOWNLOAD_TIMEOUT_MS,
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    throw new ServerUnavailableError(mavenFailure(release.version, error), { cause: error });
  }
  const jars = await readdir(join(folder, 'lib'));
  if (!jars.includes(`neo4j-server-${release.version}.jar`)) {
    throw new ServerUnavailableError(`org.neo4j:neo4j:${release.version} came without neo4j-server`);
  }
}

function mavenFailure(version: string, error: unknown): string {
  const { code, stdout = '' } = error as { code?: unknown; stdout?: string };
  if (code === 'ENOENT') {
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
