import * as cypher from '../cypher/statements.generated.ts';
import { LAYOUT_VERSION, SCHEMA, STORE_NAME, schemaRules } from '../schema/schema.ts';
import { withLiterals } from './cypher-text.ts';

const HEAD = `// The schema of codeprism-neo4j, for Neo4j 5.26 or later, to be run once in each database:
//   cypher-shell --database DATABASE --file THIS-FILE
// What is there already stays as it is.
`;

/** What a store needs in a database before it is first used, as a script for cypher-shell or Browser. */
export function schemaScript(): string {
  return HEAD + schemaStatements().join('');
}

/** Each ended by a semicolon. */
export function schemaStatements(): string[] {
  const store = withLiterals(cypher.createStore.text, { name: STORE_NAME, layoutVersion: LAYOUT_VERSION });
  // One by one: indexes of others may take longer, or have failed.
  const waits = schemaRules().map(({ name }) => withLiterals(cypher.awaitIndex.text, { name }));
  return [...SCHEMA.map(({ text }) => text), ...waits, store].map((statement) => `${statement};\n`);
}
