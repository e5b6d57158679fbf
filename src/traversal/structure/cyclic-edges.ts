import { adjacency, type EdgeColumns } from '../graph/adjacency.ts';
import { stronglyConnected } from '../graph/components.ts';
import { atOnce } from '../turns.ts';

type Ends = Pick<EdgeColumns, 'sources' | 'targets'>;

/**
 * The edges that lie on cycles: all that the cycles of a graph depend on.
 *
 * @param selfLoops whether an edge from a vertex to itself is a cycle
 */
export function cyclicEdges(vertices: number, { sources, targets }: Ends, selfLoops: boolean): Ends {
  const edges = atOnce(adjacency(vertices, sources, targets, new Uint32Array(sources.length)));
  const { of } = atOnce(stronglyConnected(edges));
  const isCyclic = (_: number, edge: number): boolean => {
    const [source = 0, target = 0] = [sources[edge], targets[edge]];
    return of[source] === of[target] && (source !== target || selfLoops);
  };
  return { sources: sources.filter(isCyclic), targets: targets.filter(isCyclic) };
}
