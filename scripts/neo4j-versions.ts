import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NEO4J_VERSIONS } from '../test/server/neo4j-versions.ts';

/** The releases of each line that Maven may choose the newest from. */
const LINES = { longTerm: '[5.26,5.27-alpha)', calendar: '[2026,)' } as const;

/** The newest release in a range, as Maven resolves it. */
async function newest(range: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'neo4j-versions-'));
  try {
    await writeFile(join(folder, 'pom.xml'), pom(range));
    const words = ['-B', '-U', '-f', join(folder, 'pom.xml'), 'dependency:list', '-DexcludeTransitive=true'];
    const { stdout } = await promisify(execFile)('mvn', words, { maxBuffer: 64 * 1024 * 1024 });
    const [, version] = /org\.neo4j:neo4j:jar:([\w.-]+):/.exec(stdout) ?? [];
    if (version === undefined) throw new Error(`Maven names no release of org.neo4j:neo4j in ${range}.`);
    return version;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function pom(range: string): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>neo4j-versions</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>${range}</version></dependency>
  </dependencies>
</project>
`;
}

for (const line of ['longTerm', 'calendar'] as const) {
  const [tested, found] = [NEO4J_VERSIONS[line], await newest(LINES[line])];
  const isNewer = found.localeCompare(tested, 'en', { numeric: true }) > 0;
  console.log(
    isNewer ? `${line}: ${found} is newer than ${tested}.` : `${line}: ${tested} is tested, none is newer.`,
  );
  if (isNewer) process.exitCode = 1;
}
