import { Neo4jError } from 'neo4j-driver';
import type { Database, Row } from './bare-database.ts';

/** Types that no edge of ours can have, and some that it could. */
const TYPES = [
  'WORKS AT',
  'a`b',
  '|',
  '*1..',
  ']-() DETACH DELETE n //',
  'X_zz',
  'X_110000_',
  'é',
  'KNOWS',
  'CALLS',
];

/** What other programs have in a database before we come; every node has the label `Theirs` besides. */
const NODES = [
  ...TYPES.map((type) => `(:Theirs:Person {name: 'a'})-[:${quoted(type)} {kind: 5}]->(:Theirs:Company)`),
  // Labels of ours, without our keys.
  "(:Theirs:Repository {name: 'code', url: 'https://example.org', pending: true, marked: 1})",
  "(:Theirs:Generation {name: 'X', state: 'retired', touchedAt: 0})",
  "(:Theirs:Batch {state: 'sweeping'}), (:Theirs:SourceFile {path: 'a.ts'}), (:Theirs:CodeNode {name: 'f'})",
  "(:Theirs:Function {name: 'f', id: 'a', file: 'src/a.ts', kind: 'Function'}), (:Theirs:Dead), (:Theirs:Unresolved)",
  '(:Theirs:`Odd ``label` {`a key`: 1, `attr_`: [1, 2], `attr_X__110000_`: 3, `generation,fileKey`: 4})',
  // What a retrieval over documents, and analytics, leave behind.
  "(:Theirs:Document {id: 'd', text: 't'})-[:MENTIONS]->(:Theirs:__Entity__:Person {id: 'e'})",
  "(:Theirs:Chunk {id: 'c', embedding: [0.1, 0.2]})-[:SIMILAR {score: 0.9}]->(:Theirs:Chunk {pagerank: 0.1})",
  "(:Theirs:_Bloom_Perspective_ {name: 'p'}), (:Theirs:_GraphConfig {_handleVocabUris: 0})",
];

/** Names of ours for constraints and indexes of theirs, and one of theirs for an index like ours. */
const SCHEMA = [
  'INDEX codeprism_node_name IF NOT EXISTS FOR (n:Person) ON (n.name)',
  'INDEX codeprism_source_file_key IF NOT EXISTS FOR (n:Person) ON (n.mail)',
  'CONSTRAINT codeprism_batch_key IF NOT EXISTS FOR (n:Person) REQUIRE n.email IS UNIQUE',
  'CONSTRAINT codeprism_node_file IF NOT EXISTS FOR (n:Person) REQUIRE n.number IS UNIQUE',
  'INDEX theirs IF NOT EXISTS FOR (n:CodeNode) ON (n.`generation,fileKey`)',
  'CONSTRAINT entity IF NOT EXISTS FOR (n:__Entity__) REQUIRE n.id IS UNIQUE',
  'VECTOR INDEX vector IF NOT EXISTS FOR (n:Chunk) ON (n.embedding) OPTIONS {indexConfig: {`vector.dimensions`: 2, `vector.similarity_function`: "cosine"}}',
  'FULLTEXT INDEX keyword IF NOT EXISTS FOR (n:Chunk|Document|Function|CodeNode) ON EACH [n.text, n.name]',
  // Of a name it would refuse what is longer than 32 kB: neo4j-neighbours.test.ts.
  'TEXT INDEX texts IF NOT EXISTS FOR (n:CodeNode) ON (n.note)',
  'INDEX pairs IF NOT EXISTS FOR ()-[r:CALLS]-() ON (r.kind)',
];

/** What others hang on code nodes: notes of a generation, and what analytics write into it. */
const ON_OUR_NODES = [
  `MATCH (n:CodeNode:Function {generation: $generation}) WITH n LIMIT 20
   CREATE (n)<-[:CALLS {kind: 5}]-(:Theirs:Ticket {id: 'a', key: 'k', file: 'src/a.ts', kind: 'Function', name: 'f'}),
     (n)-[:CALLS]->(ticket:Theirs:Ticket {id: 'b'}), (n)-[:READS]->(ticket), (n)<-[:DECLARED_IN]-(:Theirs:Ticket),
     (n)-[:\`WORKS AT\`]->(ticket), (n)-[:TOUCHED_BY]->(:Theirs:Ticket)`,
  'MATCH (n:CodeNode {generation: $generation}) SET n.pagerank = 0.5, n.community = [1, 2], n:Reviewed',
];

/** Fills a database with what is not ours, unless it is there already. */
export async function addForeignGraph(database: Database): Promise<void> {
  if ((await database.value('MATCH (n:Theirs) RETURN count(n)')) !== 0) return;
  await database.run(`CREATE ${NODES.join(', ')}`);
  await database.run('CREATE (:Theirs)-[r:`GONE AGAIN`]->(:Theirs) DELETE r');
  for (const one of SCHEMA) await database.run(`CREATE ${one}`).catch(unlessTaken);
}

/** Where a server was in use already, its names of ours are ours. */
function unlessTaken(error: unknown): void {
  if (!(error instanceof Neo4jError && error.code.endsWith('WithNameAlreadyExists'))) throw error;
}

/** Hangs what is not ours on the nodes of one generation. */
export async function hangOnNodes(database: Database, generation: number): Promise<void> {
  for (const statement of ON_OUR_NODES) await database.run(statement, { generation });
}

/** All that is theirs: nodes, what lies between them, constraints and indexes. */
export async function foreignGraph(database: Database): Promise<readonly Row[]> {
  const statements = [
    'MATCH (n:Theirs) RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS properties ORDER BY id',
    'MATCH (:Theirs)-[r]->(:Theirs) RETURN elementId(r) AS id, type(r) AS type, properties(r) AS properties ORDER BY id',
    `SHOW INDEXES YIELD name, type, labelsOrTypes, properties, owningConstraint
     WHERE any(label IN labelsOrTypes WHERE label IN ['Person', '__Entity__', 'Chunk', 'CALLS']) OR name IN ['theirs', 'texts']
     RETURN name, type, labelsOrTypes, properties, owningConstraint ORDER BY name`,
  ];
  const rows = await Promise.all(statements.map((statement) => database.run(statement)));
  return rows.flat();
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
