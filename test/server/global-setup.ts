import { deepStrictEqual as deepEqual } from 'node:assert';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { Database } from '../integration/support/bare-database.ts';
import { addForeignGraph, foreignGraph } from '../integration/support/foreign-graph.ts';
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

/**
 * Gives the integration tests one Neo4j, says which, and stops it when they are done. It holds data of other
 * programs from the first test to the last, which fails the run if they are then not what they were.
 */
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
  const neighbours = new Database(server);
  const leave = async (): Promise<void> => {
    await neighbours.close();
    await server.stop();
  };
  const before = await addForeignGraph(neighbours)
    .then(() => foreignGraph(neighbours))
    .catch(async (error: unknown) => {
      await leave();
      throw error;
    });
  return async () => {
    try {
      deepEqual(await foreignGraph(neighbours), before);
    } finally {
      await leave();
    }
  };
}
