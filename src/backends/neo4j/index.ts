export { openNeo4jStore } from './open.ts';
export type { Neo4jOptions } from './options.ts';
