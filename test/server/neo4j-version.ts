import { ServerUnavailableError } from './neo4j-server.ts';

/** What differs between the releases of Neo4j when one starts them. */
export interface Release {
  readonly version: string;
  /** The two leading numbers: `5.26`, `2026.09`. */
  readonly line: string;
  readonly mainClass: string;
  /** Major Java versions it runs on, best first. */
  readonly javaVersions: readonly number[];
  readonly image: string;
}

/** @throws ServerUnavailableError if it is not a version of Neo4j 5 or later. */
export function releaseOf(version: string): Release {
  const match = /^(\d+)\.(\d+)\.\d+$/.exec(version);
  const major = Number(match?.[1] ?? 0);
  if (match === null || major < 5) {
    throw new ServerUnavailableError(
      `"${version}" is not a Neo4j version that can be tested. Set NEO4J_TEST_VERSION to a full version of 5.x or later, such as 5.26.28 or 2026.09.0.`,
    );
  }
  const line = `${match[1]}.${match[2]}`;
  if (major === 5) {
    const mainClass = 'org.neo4j.server.CommunityEntryPoint';
    return { version, line, mainClass, javaVersions: [17, 21], image: `neo4j:${line}-community` };
  }
  const mainClass = 'org.neo4j.server.Neo4jCommunity';
  return { version, line, mainClass, javaVersions: [21, 25], image: `neo4j:${version}-community` };
}

/** True if two versions differ in the patch number at most; image tags name only the line. */
export function sameLine(a: string, b: string): boolean {
  const line = (version: string): string => version.split('.', 2).map(Number).join('.');
  return line(a) === line(b);
}
