import { type SerializableEdge, SiteMerger } from '../graph/index.ts';
import { SeenEdges } from '../hashes/seen-edges.ts';
import type { GraphSource } from '../storage/index.ts';

/**
 * A source whose edges that differ only in their place come as one, after all others. Of a source that can be
 * read again, only edges that are given more than once are kept in memory meanwhile, else all of them.
 */
export function withMergedSites(source: GraphSource): GraphSource {
  return {
    metadata: source.metadata,
    nodes: () => source.nodes(),
    edges: () => mergedEdges(source),
    readOnce: source.readOnce ?? false,
    get ignoredFields() {
      return source.ignoredFields ?? {};
    },
  };
}

async function* mergedEdges(source: GraphSource): AsyncIterable<SerializableEdge> {
  const repeated = source.readOnce === true ? undefined : await repeatedEdges(source);
  const merger = new SiteMerger();
  for await (const edge of source.edges()) {
    if (repeated === undefined || repeated.has(edge)) merger.add(edge);
    else yield edge;
  }
  yield* merger.merged();
}

async function repeatedEdges(source: GraphSource): Promise<SeenEdges> {
  const seen = new SeenEdges();
  const repeated = new SeenEdges();
  for await (const edge of source.edges()) if (!seen.add(edge)) repeated.add(edge);
  return repeated;
}
