export { type FindServerOptions, findOrStartServer } from './find-server.ts';
export { type LocalServer, type LocalServerOptions, startLocalServer } from './local-server.ts';
export {
  DEFAULT_VERSION,
  type Neo4jConnection,
  type Neo4jServer,
  type ServerSource,
  ServerUnavailableError,
} from './neo4j-server.ts';
export { startTestServer } from './test-server.ts';
