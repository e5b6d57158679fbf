import type { LivenessQuery } from '../../storage/index.ts';
import { CompactGraph } from '../graph/compact-graph.ts';
import type { GraphRows } from '../graph/graph-columns.ts';
import { classesWithout, judge } from './judgement.ts';
import type { Life } from './reasons.ts';

/**
 * The part of a graph that decides which nodes would die if some nodes were deleted. It holds what life could
 * come to by way of these, and all that refers to that, with all classes, methods and inheritance.
 */
export interface AffectedPart {
  readonly rows: GraphRows & { readonly containers: ReadonlyMap<string, string> };
  /** Taken for deleted. What lies in one must be among them too. */
  readonly gone: ReadonlySet<string>;
  /** The ids of those in it whose life, from outside test files, does not hang on what is gone. */
  readonly living: readonly string[];
  /** The same, whose life comes from test files. */
  readonly livingByTests: readonly string[];
}

/** How far life would reach what is in the part. */
export async function livesWithout(part: AffectedPart, query: LivenessQuery): Promise<(id: string) => Life> {
  const graph = new CompactGraph(part.rows);
  const vertices = (ids: readonly string[]): number[] =>
    ids.map((id) => graph.vertexOf(id)).filter((vertex) => vertex !== undefined);
  const gone = Uint8Array.from(graph.ids, (id) => (part.gone.has(id) ? 1 : 0));
  const outsideTests = vertices(part.living);
  const judgement = await judge(graph, query, {
    entries: { outsideTests, all: [...outsideTests, ...vertices(part.livingByTests)] },
    entryPoints: outsideTests.length,
    rules: {
      kindMask: graph.kindMask(query.livenessKinds),
      classes: await classesWithout(graph, query, gone),
      gone,
    },
    languageDoubts: () => [],
    tellsExportsOf: () => true,
    isUnenteredTest: () => false,
    caveats: [],
  });
  return (id) => {
    const vertex = graph.vertexOf(id);
    return vertex === undefined ? 'dead' : judgement.lifeOf(vertex);
  };
}
