export { type AdminCsvReport, writeAdminCsv } from './files/admin-csv.ts';
export { writeCypherScript } from './files/cypher-script.ts';
export { type Neo4jStore, openNeo4jStore } from './open.ts';
export type { DatabaseChoice, Neo4jOptions } from './options.ts';
export { type ServerFacts, serverFacts } from './server-facts.ts';
