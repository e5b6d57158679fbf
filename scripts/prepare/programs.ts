import { chromiumPath } from '../../test/browser/support/chromium-path.ts';
import { findJava } from '../../test/server/java.ts';
import { type Release, releaseOf } from '../../test/server/neo4j-version.ts';
import { isOnPath } from '../../test/support/programs-on-path.ts';
import { fetchJava } from './packaged-java.ts';

/** The package managers that know how to install what tests need. */
export type Manager = 'apt-get' | 'apk' | 'dnf' | 'brew';

/** A program that tests start, and in which packages it comes. */
export interface Program {
  readonly name: string;
  isThere(): boolean | Promise<boolean>;
  /** Packages by manager; of several lists the first that the manager knows. */
  readonly packages: Readonly<Record<Manager, readonly (readonly string[])[]>>;
  /** Another way to come by it, where the manager has it not. */
  otherwise?(): void;
}

/** A program that comes everywhere in the package of its name. */
function sameEverywhere(name: string): Program {
  const packages = [[name]];
  return {
    name,
    isThere: () => isOnPath(name),
    packages: { 'apt-get': packages, apk: packages, dnf: packages, brew: packages },
  };
}

/** The Java that a release of Neo4j runs on. */
function javaOf({ javaVersions, ...release }: Release): Program {
  const lists = (nameOf: (version: number) => string): string[][] =>
    javaVersions.map((version) => [nameOf(version)]);
  return {
    name: `Java ${javaVersions.join(' or ')}`,
    isThere: () =>
      findJava({ javaVersions, ...release }).then(
        () => true,
        () => false,
      ),
    packages: {
      'apt-get': lists((version) => `openjdk-${version}-jre-headless`),
      apk: lists((version) => `openjdk${version}-jre-headless`),
      dnf: lists((version) => `java-${version}-openjdk-headless`),
      brew: lists((version) => `openjdk@${version}`),
    },
    otherwise: () => fetchJava(javaVersions),
  };
}

/** Everything that the tests need beside Node.js, the packages of the lock file, and Java. */
const OTHERS: readonly Program[] = [
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
  ...['git', 'bash', 'zsh', 'fish'].map(sameEverywhere),
];

/**
 * Everything that the tests need on some versions of Neo4j, beside Node.js and the packages of the lock file.
 */
export function programsFor(versions: readonly string[]): Program[] {
  return [...versions.map((version) => javaOf(releaseOf(version))), ...OTHERS];
}
