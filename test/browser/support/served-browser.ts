import { type Neo4jConnection, startTestServer } from '../../server/index.ts';

/** A server that serves Neo4j Browser, as the server itself does, beside Bolt. */
export interface ServedBrowser {
  readonly neo4j: Neo4jConnection;
  /** The page of Browser. */
  readonly address: string;
  stop(): Promise<void>;
}

/**
 * The server that the tests share, if it serves Browser; a given one, or an image
 * without it, may not, and then a server of our own does.
 */
export async function servedBrowser(shared: Neo4jConnection): Promise<ServedBrowser> {
  const address = `${shared.httpUri}/browser/`;
  if (shared.httpUri !== undefined && (await answers(address))) {
    return { neo4j: shared, address, stop: async () => {} };
  }
  const version = process.env.NEO4J_TEST_VERSION || undefined;
  const neo4j = await startTestServer({ version, onNotice: console.log });
  return { neo4j, address: `${neo4j.httpUri}/browser/`, stop: () => neo4j.stop() };
}

async function answers(address: string): Promise<boolean> {
  const response = await fetch(address, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
  return response?.ok === true;
}
