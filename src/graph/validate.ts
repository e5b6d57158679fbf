import { quote } from '../errors/index.ts';
import {
  checkArray,
  checkAttributes,
  checkId,
  checkInteger,
  checkKind,
  checkObject,
  checkText,
  checkTextMap,
  invalid,
  type Place,
} from './check.ts';
import { copyExactEdge, copyExactNode, isExactEdge, isExactNode } from './exact-rows.ts';
import type {
  EdgeReference,
  GraphMetadata,
  SerializableEdge,
  SerializableGraph,
  SerializableNode,
  SerializableSpan,
  Timestamp,
} from './types.ts';

/** The names a record's fields have in one notation, so that an error names the field the caller wrote. */
export interface FieldNames {
  readonly repoId: string;
  readonly span: Readonly<Record<keyof SerializableSpan, string>>;
  readonly lastUpdated: string;
  readonly seconds: string;
  readonly nanoseconds: string;
  readonly fileHashes: string;
  readonly totalNodes: string;
  readonly totalEdges: string;
  readonly schemaVersion: string;
}

const CAMEL_CASE: FieldNames = {
  repoId: 'repoId',
  span: {
    startByte: 'startByte',
    endByte: 'endByte',
    startLine: 'startLine',
    endLine: 'endLine',
    startColumn: 'startColumn',
    endColumn: 'endColumn',
  },
  lastUpdated: 'lastUpdated',
  seconds: 'seconds',
  nanoseconds: 'nanoseconds',
  fileHashes: 'fileHashes',
  totalNodes: 'totalNodes',
  totalEdges: 'totalEdges',
  schemaVersion: 'schemaVersion',
};

/**
 * Checks that a graph can be kept exactly and returns a copy of it that shares nothing with the input.
 * @throws `INVALID_GRAPH` naming the record and the field
 */
export function validateGraph(value: unknown, names: FieldNames = CAMEL_CASE): SerializableGraph {
  const place: Place = () => 'graph';
  const graph = checkObject(value, place, 'the value');
  const repoId = validateRepoId(graph[names.repoId], place, names.repoId);
  const nodes = checkArray(graph.nodes, place, 'nodes');
  const edges = checkArray(graph.edges, place, 'edges');
  return {
    repoId,
    nodes: nodes.map((node, index) => validateNode(node, index, names)),
    edges: edges.map((edge, index) => validateEdge(edge, index)),
    metadata: { ...validateMetadata(graph.metadata, names), repoId },
  };
}

/** A repository's id: a well-formed text that is not empty and not too long. @throws `INVALID_GRAPH` */
export function validateRepoId(value: unknown, place: Place = () => 'call', field = 'repoId'): string {
  return checkId(value, place, field);
}

/** @param index the row's position in its list, for the error's place */
export function validateNode(
  value: unknown,
  index: number,
  names: FieldNames = CAMEL_CASE,
): SerializableNode {
  if (names === CAMEL_CASE && isExactNode(value)) return copyExactNode(value);
  const place = rowPlace('nodes', index, value, (row) => row.id);
  const node = checkObject(value, place, 'the node');
  return {
    id: checkId(node.id, place, 'id'),
    name: checkText(node.name, place, 'name'),
    kind: checkKind(node.kind, place, 'kind'),
    file: checkText(node.file, place, 'file'),
    span: validateSpan(node.span, place, names),
    attributes: checkAttributes(node.attributes, place, 'attributes'),
  };
}

/** @param index the row's position in its list, for the error's place */
export function validateEdge(value: unknown, index: number): SerializableEdge {
  if (isExactEdge(value)) return copyExactEdge(value);
  const { source, target, kind } = validateEdgeReference(value, index);
  const place = edgePlace(index, value);
  const edge = checkObject(value, place, 'the edge');
  return { source, target, kind, attributes: checkAttributes(edge.attributes, place, 'attributes') };
}

/** A copy of what identifies an edge. @throws `INVALID_GRAPH` */
export function validateEdgeReference(value: unknown, index: number): EdgeReference {
  const place = edgePlace(index, value);
  const edge = checkObject(value, place, 'the edge');
  const source = checkId(edge.source, place, 'source');
  const target = checkId(edge.target, place, 'target');
  const kind = checkKind(edge.kind, place, 'kind');
  if (kind === '') throw invalid(place, 'kind', 'is empty', 'Name the relation, for example CALLS.');
  return { source, target, kind };
}

/** A checked copy of a graph's metadata. @throws `INVALID_GRAPH` */
export function validateMetadata(value: unknown, names: FieldNames = CAMEL_CASE): GraphMetadata {
  const place: Place = () => 'metadata';
  const metadata = checkObject(value, place, 'the metadata');
  return {
    repoId: validateRepoId(metadata[names.repoId], place, names.repoId),
    lastUpdated: validateTimestamp(metadata[names.lastUpdated], place, names.lastUpdated, names),
    version: checkInteger(metadata.version, place, 'version'),
    fileHashes: validateFileHashes(metadata[names.fileHashes], place, names.fileHashes),
    totalNodes: checkInteger(metadata[names.totalNodes], place, names.totalNodes),
    totalEdges: checkInteger(metadata[names.totalEdges], place, names.totalEdges),
    schemaVersion: checkText(metadata[names.schemaVersion], place, names.schemaVersion),
  };
}

/** Path to hash, as a copy. */
export function validateFileHashes(
  value: unknown,
  place: Place = () => 'call',
  field = 'fileHashes',
): Record<string, string> {
  return checkTextMap(value, place, field);
}

function validateSpan(value: unknown, place: Place, names: FieldNames): SerializableSpan {
  const span = checkObject(value, place, 'span');
  const field = (key: keyof SerializableSpan): number =>
    checkInteger(span[names.span[key]], place, `span.${names.span[key]}`);
  return {
    startByte: field('startByte'),
    endByte: field('endByte'),
    startLine: field('startLine'),
    endLine: field('endLine'),
    startColumn: field('startColumn'),
    endColumn: field('endColumn'),
  };
}

/** A checked copy of a moment. @throws `INVALID_GRAPH` */
export function validateTimestamp(
  value: unknown,
  place: Place,
  field: string,
  names: Pick<FieldNames, 'seconds' | 'nanoseconds'> = CAMEL_CASE,
): Timestamp {
  const timestamp = checkObject(value, place, field);
  const secondsField = `${field}.${names.seconds}`;
  const seconds = checkInteger(timestamp[names.seconds], place, secondsField);
  const nanoseconds = checkInteger(timestamp[names.nanoseconds], place, `${field}.${names.nanoseconds}`);
  // Rust carries whole seconds out of the nanoseconds when it reads; so
  // two spellings of one moment become equal.
  const carried = Math.floor(nanoseconds / 1e9);
  return {
    seconds: checkInteger(seconds + carried, place, secondsField),
    nanoseconds: nanoseconds % 1e9,
  };
}

function edgePlace(index: number, value: unknown): Place {
  return rowPlace('edges', index, value, (row) => {
    const { source, target, kind } = row;
    return [source, kind, target].every((part) => typeof part === 'string')
      ? `${source} -${kind}-> ${target}`
      : undefined;
  });
}

function rowPlace(
  list: string,
  index: number,
  value: unknown,
  labelOf: (row: Readonly<Record<string, unknown>>) => unknown,
): Place {
  return () => {
    const isRow = typeof value === 'object' && value !== null;
    const label = isRow ? labelOf(value as Readonly<Record<string, unknown>>) : undefined;
    return typeof label === 'string' ? `${list}[${index}] ${quote(label)}` : `${list}[${index}]`;
  };
}
