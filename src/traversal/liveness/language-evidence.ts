import type { DeadCodeReason } from '../../storage/index.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import { isDue, type Work } from '../turns.ts';
import { unknownReasons } from './reasons.ts';

/**
 * Why nothing can be said about the language of a vertex; empty where verdicts can be given. An edge belongs
 * to the language of its source, as it belongs to its source's file.
 */
export function* languageDoubts(
  graph: CompactGraph,
  entries: readonly number[],
  kindMask: Uint8Array,
): Work<(vertex: number) => readonly DeadCodeReason[]> {
  const { count, of } = graph.languages;
  const hasEntryPoint = new Uint8Array(count);
  for (const entry of entries) hasEntryPoint[of[entry] ?? 0] = 1;
  const hasLivenessEdge = yield* languagesWithEdges(graph, kindMask);
  const doubts = Array.from({ length: count }, (_, language) =>
    unknownReasons({
      hasEntryPoint: hasEntryPoint[language] === 1,
      hasLivenessEdge: hasLivenessEdge[language] === 1,
    }),
  );
  return (vertex) => doubts[of[vertex] ?? 0] ?? [];
}

function* languagesWithEdges(
  { nodes, languages, outgoing }: CompactGraph,
  kindMask: Uint8Array,
): Work<Uint8Array> {
  const found = new Uint8Array(languages.count);
  for (let vertex = 0; vertex < nodes.length; vertex++) {
    if (isDue(vertex)) yield vertex;
    const language = languages.of[vertex] ?? 0;
    if (nodes[vertex] === undefined || found[language] === 1) continue;
    const kinds = outgoing.kinds.subarray(outgoing.offsets[vertex], outgoing.offsets[vertex + 1]);
    if (kinds.some((kind) => kindMask[kind] === 1)) found[language] = 1;
  }
  return found;
}
