import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import { watched } from '../../../formats/chunks.ts';
import { checkedRows } from '../../../formats/each-row-once.ts';
import { writeChunks } from '../../../formats/write-graph.ts';
import {
  type Attributes,
  attribute,
  type SerializableEdge,
  type SerializableGraph,
  type SerializableNode,
} from '../../../graph/index.ts';
import type { GraphSource, ReadOptions } from '../../../storage/index.ts';
import { DERIVED_TYPES, labelOf, propertyOf, typeOf } from '../cypher/names.ts';
import type { Statement } from '../cypher/statement.ts';
import * as cypher from '../cypher/statements.generated.ts';
import { metadataParameters } from '../read/metadata.ts';
import { analysisPrefix, sourceFileId } from '../rows/keys.ts';
import { LAYOUT_VERSION, STORE_NAME } from '../schema/schema.ts';
import { CypherText, column, type Literal, literal, withLiterals } from './cypher-text.ts';
import { type DerivedRelationship, GraphLayout, type LayoutFile } from './graph-layout.ts';
import { indexedTexts, spanOf } from './node-rows.ts';
import { schemaStatements } from './schema-script.ts';

/** A statement's text is parsed anew each time, which takes memory many times its length. */
const MOST_ROWS = 4_000;
const MOST_CHARACTERS = 2 * 1024 * 1024;

/**
 * Writes a graph as a Cypher script for Neo4j 5.26 or later, to be run by cypher-shell or
 * pasted into Browser: it makes the schema where that is missing, and stores the repository
 * beside whatever is there. Readers see all of it with the next to last statement, or nothing;
 * the last says which. A source is read in several passes.
 * @throws what `writeGraphMl` throws
 */
export async function writeCypherScript(
  graph: SerializableGraph | GraphSource,
  writable: Writable,
  options: ReadOptions = {},
): Promise<void> {
  await writeChunks(watched(parts(graph, options), options), writable);
}

async function* parts(graph: SerializableGraph | GraphSource, options: ReadOptions): AsyncIterable<string> {
  const layout = await GraphLayout.of(checkedRows(graph), options);
  const { metadata } = layout;
  const { repoId, totalNodes, totalEdges } = metadata;
  const script = randomUUID();
  const own = { script, repoId };
  yield head(repoId, totalNodes, totalEdges);
  yield* schemaStatements();
  yield statementOf(cypher.beginScript, { ...own, name: STORE_NAME, layoutVersion: LAYOUT_VERSION });
  yield* statements(layout.nodes(), cypher.scriptNodes, script, nodeColumns);
  yield* statements(layout.unresolved, cypher.scriptEnds, script, (ids) => ({ id: column(ids) }));
  yield* statements(layout.edges(), cypher.scriptEdges, script, edgeColumns);
  yield* statements(layout.derived(), cypher.scriptEdges, script, derivedColumns);
  yield* statements(layout.files(), cypher.scriptFiles, script, fileColumns);
  const facts = { totalNodes, totalEdges, ...metadataParameters(metadata) };
  yield statementOf(cypher.finishScript, {
    ...own,
    ...facts,
    derivedTypes: DERIVED_TYPES,
    analysisPrefix: analysisPrefix(repoId),
  });
  yield statementOf(cypher.scriptOutcome, own);
}

function head(repoId: string, totalNodes: number, totalEdges: number): string {
  return `// The code graph ${literal(repoId)} (${totalNodes} nodes, ${totalEdges} edges), for Neo4j 5.26 or later:
//   cypher-shell --file THIS-FILE
// It replaces this repository as a whole, or not at all; other repositories and other data are left alone.
`;
}

type Columns = Readonly<Record<string, Literal>>;

/** The rows in as many statements as they need. */
async function* statements<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  statement: Statement<string>,
  script: string,
  columnsOf: (rows: readonly Row[]) => Columns,
): AsyncIterable<string> {
  let batch: Row[] = [];
  let characters = 0;
  for await (const row of rows) {
    const size = JSON.stringify(row).length;
    if (batch.length === MOST_ROWS || (batch.length > 0 && characters + size > MOST_CHARACTERS)) {
      yield statementOf(statement, { script, ...columnsOf(batch) });
      batch = [];
      characters = 0;
    }
    batch.push(row);
    characters += size;
  }
  if (batch.length > 0) yield statementOf(statement, { script, ...columnsOf(batch) });
}

function nodeColumns(nodes: readonly SerializableNode[]): Columns {
  const indexed = nodes.map(indexedTexts);
  return {
    id: column(nodes.map(({ id }) => id)),
    label: column(nodes.map(({ kind }) => labelOf(kind))),
    name: column(nodes.map(({ name }) => name)),
    nameKey: column(indexed.map(({ nameKey }) => nameKey)),
    kind: column(nodes.map(({ kind }) => kind)),
    file: column(nodes.map(({ file }) => file)),
    fileKey: column(indexed.map(({ fileKey }) => fileKey)),
    span: column(nodes.map((node) => spanOf(node).join(' '))),
    ...attributeColumns(nodes),
  };
}

function edgeColumns(edges: readonly SerializableEdge[]): Columns {
  const types = edges.map(({ kind }) => typeOf(kind));
  return {
    source: column(edges.map(({ source }) => source)),
    target: column(edges.map(({ target }) => target)),
    type: column(types),
    kind: column(edges.map(({ kind }, index) => (kind === types[index] ? '' : kind))),
    ...attributeColumns(edges),
  };
}

function derivedColumns(derived: readonly DerivedRelationship[]): Columns {
  return {
    source: column(derived.map(({ source }) => source)),
    target: column(derived.map(({ target }) => target)),
    type: column(derived.map(({ type }) => type)),
    kind: column(derived.map(() => '')),
    ...attributeColumns([]),
  };
}

function fileColumns(files: readonly LayoutFile[]): Columns {
  return {
    key: column(files.map(({ path }) => sourceFileId(path))),
    path: column(files.map(({ path }) => path)),
    hash: column(files.map(({ hash }) => marked(hash))),
    digest: column(files.map(({ digest }) => marked(digest))),
  };
}

/** A column for each attribute that any row has, and the map of properties that they are to one of them. */
function attributeColumns(rows: readonly { readonly attributes: Attributes }[]): Columns {
  const names = [...new Set(rows.flatMap(({ attributes }) => Object.keys(attributes)))];
  const columns = names.map((name) =>
    literal(column(rows.map(({ attributes }) => marked(attribute(attributes, name))))),
  );
  const properties = names.map(
    (name, index) => `${propertyOf(name)}: substring(nullIf(attribute[${index}][i], ''), 1)`,
  );
  return {
    attribute: new CypherText(`[${columns.join(', ')}]`),
    attributes: new CypherText(`{${properties.join(', ')}}`),
  };
}

/** What is there begins with a mark; the empty text stands for what is not. */
function marked(value: string | null | undefined): string {
  return value === null || value === undefined ? '' : `=${value}`;
}

function statementOf(statement: Statement<string>, parameters: Columns): string {
  return ended(withLiterals(statement.text, parameters));
}

function ended(statement: string): string {
  return `${statement};\n`;
}
