export { type AdminCsvReport, writeAdminCsv } from './files/admin-csv.ts';
export { writeCypherScript } from './files/cypher-script.ts';
export { schemaScript } from './files/schema-script.ts';
export { checkNeo4jSchema, type Neo4jStore, openNeo4jStore, type SchemaReport } from './open.ts';
export type { DatabaseChoice, Neo4jOptions } from './options.ts';
