import type { SerializableEdge, SerializableNode } from '../graph/index.ts';
import type { Analyzed, Analyzer, AnalyzerRequest } from '../repository/index.ts';
import type { JsonValue } from '../storage/index.ts';

/** One analyzer of several languages, whose rows become one graph. Of one it is that one. */
export function combinedAnalyzer(first: Analyzer, ...others: readonly Analyzer[]): Analyzer {
  if (others.length === 0) return first;
  const analyzers = [first, ...others];
  return {
    name: analyzers.map(({ name }) => name).join('+'),
    version: analyzers.map(({ version }) => version).join('+'),
    files: analyzers.flatMap(({ files }) => files),
    analyze: (request) => analyzeAll(analyzers, request),
  };
}

async function analyzeAll(analyzers: readonly Analyzer[], request: AnalyzerRequest): Promise<Analyzed> {
  const parts: Analyzed[] = [];
  const results: JsonValue[] = [];
  for (const analyzer of analyzers) {
    const part = await analyzer.analyze(request);
    parts.push(part);
    results.push(part.result ?? null);
  }
  return {
    graph: {
      async *nodes(): AsyncGenerator<SerializableNode> {
        for (const { graph } of parts) yield* typeof graph.nodes === 'function' ? graph.nodes() : graph.nodes;
      },
      async *edges(): AsyncGenerator<SerializableEdge> {
        for (const { graph } of parts) yield* typeof graph.edges === 'function' ? graph.edges() : graph.edges;
      },
    },
    result: results,
  };
}
