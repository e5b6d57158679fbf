export { type AdminCsvReport, writeAdminCsv } from './export/admin-csv.ts';
export { writeCypherScript } from './export/cypher-script.ts';
export { schemaScript } from './export/schema-script.ts';
export { checkNeo4jSchema, type Neo4jStore, openNeo4jStore, type SchemaReport } from './open.ts';
export type { DatabaseChoice, Neo4jOptions } from './options.ts';
export { type ServerFacts, serverFacts } from './schema/server-facts.ts';
