export { type Neo4jStore, openNeo4jStore } from './open.ts';
export type { DatabaseChoice, Neo4jOptions } from './options.ts';
