import { StorageError } from '../../../errors/index.ts';
import type { SerializableNode } from '../../../graph/index.ts';
import { labelOf, propertyOf, typeOf } from '../cypher/names.ts';
import { nodeKey, sourceFileKey } from '../rows/keys.ts';
import { BARE_LAYOUT_VERSION, STORE_NAME } from '../schema/schema.ts';
import type { GraphLayout } from './graph-layout.ts';
import { indexedTexts, spanOf } from './node-rows.ts';

type Value = string | number | null;

/** One sort of row: a header in neo4j-admin's notation, and the rows beneath it. */
export interface CsvTable {
  readonly name: string;
  readonly group: 'nodes' | 'relationships';
  readonly header: readonly string[];
  readonly rows: Iterable<readonly Value[]> | AsyncIterable<readonly Value[]>;
}

/** The first that a store gives. */
const GENERATION = 1;
const LAST_DATE_SECONDS = 8_640_000_000_000;

const SPAN = ['startByte', 'endByte', 'startLine', 'endLine', 'startColumn', 'endColumn'];
const NODE_TEXTS = ['id', 'name', 'nameKey', 'kind', 'file', 'fileKey'];
const ENDS = [':START_ID(CodeNode)', ':END_ID(CodeNode)', ':TYPE'];

/** The tables of a graph, one file each: nodes by their labels, relationships by their types. */
export function tablesOf(layout: GraphLayout): CsvTable[] {
  return [
    storeTable(),
    generationTable(layout),
    repositoryTable(layout),
    nodeTable(layout),
    unresolvedTable(layout),
    fileTable(layout),
    edgeTable(layout),
    derivedTable(layout),
  ];
}

function storeTable(): CsvTable {
  const header = ['name', 'layoutVersion:long', 'nextGeneration:long', ':LABEL'];
  const row = [STORE_NAME, BARE_LAYOUT_VERSION, GENERATION + 1, 'CodePrismStore'];
  return { name: 'store', group: 'nodes', header, rows: [row] };
}

function generationTable({ metadata }: GraphLayout): CsvTable {
  const header = ['generation:long', 'repoId', 'state', 'touchedAt:long', ':LABEL'];
  const row = [GENERATION, metadata.repoId, 'current', Date.now(), 'Generation'];
  return { name: 'generation', group: 'nodes', header, rows: [row] };
}

function repositoryTable({ metadata }: GraphLayout): CsvTable {
  const { repoId, totalNodes, totalEdges, version, schemaVersion } = metadata;
  const counters = ['generation', 'revision', 'totalNodes', 'totalEdges', 'version'];
  const header = [
    ...['repoId', ...counters.map((name) => `${name}:long`)],
    ...['schemaVersion', 'lastUpdated:datetime', ':LABEL'],
  ];
  const numbers = [GENERATION, 0, totalNodes, totalEdges, version];
  const row = [repoId, ...numbers, schemaVersion, dateTime(metadata.lastUpdated), 'Repository'];
  return { name: 'repository', group: 'nodes', header, rows: [row] };
}

function nodeTable(layout: GraphLayout): CsvTable {
  const { repoId } = layout.metadata;
  const attributes = layout.nodeAttributes;
  const header = [
    ...['key:ID(CodeNode)', 'generation:long', 'repoId', ...NODE_TEXTS],
    ...SPAN.map((name) => `${name}:long`),
    ...attributes.map(propertyOf),
    ':LABEL',
  ];
  const row = (node: SerializableNode): Value[] => {
    const { id, name, kind, file } = node;
    const { nameKey, fileKey } = indexedTexts(node);
    const texts = [id, name, nameKey, kind, file, fileKey];
    const values = valuesOf(node.attributes, attributes);
    const labels = `CodeNode;${labelOf(kind)}`;
    return [nodeKey(GENERATION, id), GENERATION, repoId, ...texts, ...spanOf(node), ...values, labels];
  };
  return { name: 'nodes', group: 'nodes', header, rows: mapped(layout.nodes(), row) };
}

function unresolvedTable({ unresolved }: GraphLayout): CsvTable {
  const header = ['key:ID(CodeNode)', 'generation:long', 'id', ':LABEL'];
  const row = (id: string): Value[] => [nodeKey(GENERATION, id), GENERATION, id, 'CodeNode;Unresolved'];
  return { name: 'unresolved', group: 'nodes', header, rows: mapped(unresolved, row) };
}

function fileTable(layout: GraphLayout): CsvTable {
  const { repoId } = layout.metadata;
  const header = ['key', 'generation:long', 'repoId', 'path', 'hash', 'digest', ':LABEL'];
  const rows = mapped(layout.files(), ({ path, hash, digest }) => {
    const key = sourceFileKey(GENERATION, path);
    return [key, GENERATION, repoId, path, hash, digest, 'SourceFile'];
  });
  return { name: 'files', group: 'nodes', header, rows };
}

function edgeTable(layout: GraphLayout): CsvTable {
  const attributes = layout.edgeAttributes;
  const header = [...ENDS, 'kind', ...attributes.map(propertyOf)];
  const rows = mapped(layout.edges(), (edge) => {
    const type = typeOf(edge.kind);
    const kind = edge.kind === type ? null : edge.kind;
    return [...endsOf(edge), type, kind, ...valuesOf(edge.attributes, attributes)];
  });
  return { name: 'edges', group: 'relationships', header, rows };
}

function derivedTable(layout: GraphLayout): CsvTable {
  const rows = mapped(layout.derived(), (derived) => [...endsOf(derived), derived.type]);
  return { name: 'derived', group: 'relationships', header: ENDS, rows };
}

function endsOf(edge: { readonly source: string; readonly target: string }): [string, string] {
  return [nodeKey(GENERATION, edge.source), nodeKey(GENERATION, edge.target)];
}

function valuesOf(attributes: Readonly<Record<string, string>>, names: readonly string[]): Value[] {
  return names.map((name) => (Object.hasOwn(attributes, name) ? (attributes[name] as string) : null));
}

async function* mapped<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  map: (row: Row) => readonly Value[],
): AsyncIterable<readonly Value[]> {
  for await (const row of rows) yield map(row);
}

/** @throws `UNSUPPORTED` beyond what JavaScript can name as a date */
function dateTime({
  seconds,
  nanoseconds,
}: {
  readonly seconds: number;
  readonly nanoseconds: number;
}): string {
  if (seconds > LAST_DATE_SECONDS) {
    throw new StorageError(
      'UNSUPPORTED',
      `metadata: "lastUpdated" is ${seconds} seconds after 1970, later than the year 275760, which this form cannot hold. Correct it with updateGraphMetadata.`,
    );
  }
  const date = new Date(seconds * 1_000).toISOString().slice(0, -'.000Z'.length);
  return `${date}.${String(nanoseconds).padStart(9, '0')}Z`;
}
