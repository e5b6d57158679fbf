import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { findJava, type Java } from './java.ts';
import { serverJars } from './maven-artifacts.ts';
import type { ServerSettings } from './neo4j-conf.ts';
import { DEFAULT_VERSION } from './neo4j-server.ts';
import { type Release, releaseOf } from './neo4j-version.ts';

const run = promisify(execFile);
const OPENED = ['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'];

/** A Neo4j release on this machine, and the Java to run it with. */
export interface Installation {
  readonly release: Release;
  readonly java: Java;
  /** Folder of the jars. */
  readonly jars: string;
}

/**
 * Finds Java and the jars of `version`, downloading the jars the first time.
 * Tests run on `NEO4J_TEST_VERSION` where it is set.
 * @throws ServerUnavailableError saying what to install.
 */
export async function findInstallation(
  version: string = process.env.NEO4J_TEST_VERSION || DEFAULT_VERSION,
  onNotice?: (line: string) => void,
): Promise<Installation> {
  const release = releaseOf(version);
  const java = await findJava(release);
  return { release, java, jars: await serverJars(release, java, onNotice) };
}

/** Arguments for `java` that run a server whose files are in `home` (`home/conf/neo4j.conf` among them). */
export function serverArguments(
  installation: Installation,
  home: string,
  { heap = '2g', javaFlags: further = [] }: Pick<ServerSettings, 'heap' | 'javaFlags'> = {},
): string[] {
  const conf = join(home, 'conf');
  return [
    `-Xms${heap}`,
    `-Xmx${heap}`,
    ...further,
    '-XX:+UseG1GC',
    '-XX:-OmitStackTraceInFastThrow',
    ...javaFlags(installation),
    '-cp',
    [join(installation.jars, '*'), conf].join(delimiter),
    installation.release.mainClass,
    `--home-dir=${home}`,
    `--config-dir=${conf}`,
    '--console-mode',
  ];
}

/**
 * Runs neo4j-admin, for example `['dbms', 'set-initial-password', 'secret-word']`, on the server in `home`,
 * which must not be running for most of its commands.
 * @throws the process's error, with its output.
 */
export async function runAdminTool(
  installation: Installation,
  home: string,
  args: readonly string[],
): Promise<string> {
  const { stdout } = await run(installation.java.executable, [...adminToolArguments(installation), ...args], {
    cwd: home,
    env: { ...process.env, ...adminToolEnvironment(home) },
  });
  return stdout;
}

/** Arguments for `java` that run neo4j-admin; its own follow. */
export function adminToolArguments(installation: Installation): string[] {
  return [...javaFlags(installation), '-cp', join(installation.jars, '*'), 'org.neo4j.cli.AdminTool'];
}

/** How neo4j-admin learns which server it works on. */
export function adminToolEnvironment(home: string): Record<string, string> {
  return { NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') };
}

function javaFlags({ java }: Installation): string[] {
  const flags = OPENED.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`);
  if (java.major >= 21) flags.push('--enable-native-access=ALL-UNNAMED');
  if (java.major >= 23) flags.push('--sun-misc-unsafe-memory-access=allow');
  return flags;
}
