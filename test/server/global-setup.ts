import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { findOrStartServer } from './find-server.ts';
import { memoryFolder } from './memory-folder.ts';
import type { Neo4jConnection } from './neo4j-server.ts';
import { FOR_TESTS } from './test-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server that the integration tests share: `inject('neo4j')`. */
    neo4j: Neo4jConnection;
  }
}

/** Gives the integration tests one Neo4j, says which, and stops it when they are done. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await findOrStartServer({
    ...FOR_TESTS,
    heap: '1g',
    parentFolder: await memoryFolder(),
    onNotice: console.log,
  });
  const { uri, username, password, database, version, source, httpUri } = server;
  console.log(`Neo4j for the integration tests: ${server.description}`);
  project.provide('neo4j', {
    uri,
    username,
    password,
    database,
    version,
    source,
    ...(httpUri && { httpUri }),
  });
  return () => server.stop();
}
