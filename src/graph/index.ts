export { attribute, copyRecord, equalRecords, recordOf, setOwn } from './attributes.ts';
export { canonicalGraph, copyEdge, copyNode, equalEdges, equalNodes, storedMetadata } from './canonical.ts';
export { type GraphDifference, graphDifference, type RowDifference, rowDifference } from './difference.ts';
export { copyExactEdge, copyExactNode, hasExactRows } from './exact-rows.ts';
export { edgeFromJson, graphFromJson, metadataFromJson, nodeFromJson } from './from-json.ts';
export { groupBy } from './group-by.ts';
export { edgeKey, lastOfEach } from './identity.ts';
export { IgnoredFields } from './ignored-fields.ts';
export type { JsonEdge, JsonGraph, JsonMetadata, JsonNode, JsonSpan } from './json-types.ts';
export { DECLARATION_KINDS, EDGE_KINDS, JUDGED_KINDS, NODE_KINDS } from './kinds.ts';
export { GRAPH_SCHEMA, LIMITS } from './limits.ts';
export { type EdgeSites, edgeSites, MOST_LINES, mergeSites, SiteMerger } from './merge-sites.ts';
export { compareCodePoints, compareEdges, compareIds } from './order.ts';
export { timestampNow, timestampOf } from './timestamp.ts';
export { edgeToJson, graphToJson, metadataToJson, nodeToJson } from './to-json.ts';
export type {
  Attributes,
  EdgeReference,
  GraphMetadata,
  SerializableEdge,
  SerializableGraph,
  SerializableNode,
  SerializableSpan,
  Timestamp,
} from './types.ts';
export {
  validateEdge,
  validateEdgeReference,
  validateFileHashes,
  validateGraph,
  validateMetadata,
  validateNode,
  validateRepoId,
} from './validate.ts';
