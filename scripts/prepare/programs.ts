import { chromiumPath } from '../../test/browser/support/chromium-path.ts';
import { findJava } from '../../test/server/java.ts';
import { DEFAULT_VERSION } from '../../test/server/neo4j-server.ts';
import { releaseOf } from '../../test/server/neo4j-version.ts';
import { isOnPath } from '../../test/support/programs-on-path.ts';

/** The package managers that know how to install what tests need. */
export type Manager = 'apt-get' | 'apk' | 'dnf' | 'brew';

/** A program that tests start, and in which packages it comes. */
export interface Program {
  readonly name: string;
  isThere(): boolean | Promise<boolean>;
  /** Packages by manager; of several lists the first that the manager knows. */
  readonly packages: Readonly<Record<Manager, readonly (readonly string[])[]>>;
}

function shell(name: 'bash' | 'zsh' | 'fish'): Program {
  const packages = [[name]];
  return {
    name,
    isThere: () => isOnPath(name),
    packages: { 'apt-get': packages, apk: packages, dnf: packages, brew: packages },
  };
}

const release = releaseOf(process.env.NEO4J_TEST_VERSION || DEFAULT_VERSION);

/** Everything that the tests need beside Node.js and the packages of the lock file. */
export const PROGRAMS: readonly Program[] = [
  {
    name: `Java ${release.javaVersions.join(' or ')}`,
    isThere: () =>
      findJava(release).then(
        () => true,
        () => false,
      ),
    packages: {
      'apt-get': release.javaVersions.map((version) => [`openjdk-${version}-jre-headless`]),
      apk: release.javaVersions.map((version) => [`openjdk${version}-jre-headless`]),
      dnf: release.javaVersions.map((version) => [`java-${version}-openjdk-headless`]),
      brew: release.javaVersions.map((version) => [`openjdk@${version}`]),
    },
  },
  {
    name: 'Maven',
    isThere: () => isOnPath('mvn'),
    packages: { 'apt-get': [['maven']], apk: [['maven']], dnf: [['maven']], brew: [['maven']] },
  },
  {
    name: 'Redis 6 or newer',
    isThere: () => isOnPath('redis-server'),
    packages: {
      'apt-get': [['redis-server']],
      apk: [['redis']],
      dnf: [['redis'], ['valkey-compat-redis']],
      brew: [['redis']],
    },
  },
  {
    name: 'Chromium',
    isThere: () => chromiumPath(process.env) !== undefined,
    packages: {
      'apt-get': [['chromium', 'fonts-dejavu-core'], ['chromium-browser']],
      apk: [['chromium', 'font-dejavu']],
      dnf: [['chromium', 'dejavu-sans-fonts']],
      brew: [['--cask', 'google-chrome']],
    },
  },
  shell('bash'),
  shell('zsh'),
  shell('fish'),
];
