import type {
  Attributes,
  GraphMetadata,
  SerializableEdge,
  SerializableGraph,
  SerializableNode,
  SerializableSpan,
} from '../graph/index.ts';
import type { AnalysisResult } from '../storage/index.ts';

/** What differs from a plain function. */
export interface NodeParts {
  readonly name?: string;
  readonly kind?: string;
  readonly file?: string;
  readonly span?: Partial<SerializableSpan>;
  readonly attributes?: Attributes;
}

/** A function of `src/a.ts` named like its id, unless asked otherwise. */
export function node(id: string, parts: NodeParts = {}): SerializableNode {
  const { name = id, kind = 'Function', file = 'src/a.ts', span = {}, attributes = {} } = parts;
  return { id, name, kind, file, span: { ...ZERO_SPAN, ...span }, attributes };
}

const ZERO_SPAN: SerializableSpan = {
  startByte: 0,
  endByte: 0,
  startLine: 0,
  endLine: 0,
  startColumn: 0,
  endColumn: 0,
};

/** A span of bytes, every other number 0. */
export function bytes(startByte: number, endByte: number): SerializableSpan {
  return { ...ZERO_SPAN, startByte, endByte };
}

/** An edge, without attributes unless some are given. */
export function edge(
  source: string,
  kind: string,
  target: string,
  attributes: Attributes = {},
): SerializableEdge {
  return { source, target, kind, attributes };
}

/** The metadata's totals are wrong unless asked otherwise, for a store has to ignore them. */
export function metadataOf(repoId: string, parts: Partial<GraphMetadata> = {}): GraphMetadata {
  return {
    repoId,
    lastUpdated: { seconds: 1_700_000_000, nanoseconds: 123_456_789 },
    version: 1,
    fileHashes: {},
    totalNodes: 4_711,
    totalEdges: 4_711,
    schemaVersion: '1.0',
    ...parts,
  };
}

/** A graph of these rows, with metadata that differs from other graphs'. */
export function graphOf(
  repoId: string,
  nodes: readonly SerializableNode[],
  edges: readonly SerializableEdge[] = [],
  metadata: Partial<GraphMetadata> = {},
): SerializableGraph {
  return { repoId, nodes, edges, metadata: metadataOf(repoId, metadata) };
}

/** Three functions in two files, four edges, one of them dangling. */
export function sampleGraph(repoId: string): SerializableGraph {
  return graphOf(
    repoId,
    [
      node('a', { attributes: { language: 'typescript' } }),
      node('b', { span: bytes(10, 20) }),
      node('c', { file: 'src/c.ts' }),
    ],
    [
      edge('a', 'CALLS', 'b', { line: '1' }),
      edge('a', 'READS', 'c'),
      edge('b', 'CALLS', 'c'),
      edge('c', 'CALLS', 'library'),
    ],
    { fileHashes: { 'src/a.ts': 'hash a', 'src/c.ts': 'hash c' } },
  );
}

/**
 * A chain of calls through `count` functions whose attribute `state` names the state the whole graph is in.
 */
export function chainGraph(repoId: string, count: number, state: string): SerializableGraph {
  const ids = Array.from({ length: count }, (_, index) => `n${String(index).padStart(5, '0')}`);
  return graphOf(
    repoId,
    ids.map((id) => node(id, { attributes: { state } })),
    ids.slice(1).map((id, index) => edge(ids[index] ?? '', 'CALLS', id, { state })),
    { schemaVersion: state },
  );
}

/**
 * A graph from text: `a>b` is a call, `a-KIND>b` an edge of another kind. Ids are stored as functions, unless
 * they are given otherwise or named in `unstored`.
 */
export function arrowGraph(
  repoId: string,
  text: string,
  given: readonly SerializableNode[] = [],
  unstored: readonly string[] = [],
): SerializableGraph {
  const edges = arrows(text);
  const known = new Set([...unstored, ...given.map(({ id }) => id)]);
  const ids = new Set(edges.flatMap(({ source, target }) => [source, target]));
  const others = [...ids].filter((id) => !known.has(id)).map((id) => node(id));
  return graphOf(repoId, [...given, ...others], edges);
}

/** Edges from text, such as `a>b a-READS>c`. */
export function arrows(text: string): SerializableEdge[] {
  return text
    .split(' ')
    .filter((part) => part !== '')
    .map((part) => {
      const [left = '', target = ''] = part.split('>');
      const [source = '', kind = 'CALLS'] = left.split('-');
      return edge(source, kind, target);
    });
}

/** A result of the type `complexity`, unless asked otherwise. */
export function analysisOf(repoId: string, id: string, parts: Partial<AnalysisResult> = {}): AnalysisResult {
  return {
    id,
    repoId,
    analysisType: 'complexity',
    timestamp: { seconds: 1_700_000_000, nanoseconds: 5 },
    data: { list: [1, null, true, 'x'], n: 3, score: 1.5 },
    metadata: { k: 'v' },
    ...parts,
  };
}
