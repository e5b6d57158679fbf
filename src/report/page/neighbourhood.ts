import type { Adjacency, Graph } from './graph.ts';

/** What is drawn around a symbol. */
export interface NeighbourhoodOptions {
  /** Steps in each direction. */
  readonly depth: number;
  /** The number of an edge kind; `undefined` follows all. */
  readonly kind: number | undefined;
  readonly mostNodes: number;
  /** Of them, in one direction at one number of steps. */
  readonly mostOfStep: number;
  readonly mostEdges: number;
}

/** A drawn node. */
export interface Drawn {
  readonly node: number;
  /** Steps from the chosen symbol: above 0 what it leads to, below 0 what leads to it. */
  readonly layer: number;
  /** Neighbours on the far side that are not drawn. */
  hidden: number;
}

/** The part of a graph around a symbol, as much as the budgets allow, and what was left out. */
export interface Neighbourhood {
  readonly nodes: readonly Drawn[];
  /** Pairs of places in `nodes`, each once whatever its kinds. */
  readonly edges: readonly (readonly [from: number, to: number])[];
  /** All that lies within the depth, drawn or not, the chosen symbol not counted. */
  readonly callers: number;
  readonly callees: number;
  /** Edges among the drawn nodes that are not drawn. */
  readonly hiddenEdges: number;
}

/**
 * Walks from a symbol step by step, in both directions in turn. Of too many neighbours those with the most
 * edges come first, so the part follows from the graph alone.
 */
export function neighbourhoodOf(graph: Graph, root: number, options: NeighbourhoodOptions): Neighbourhood {
  const nodes: Drawn[] = [{ node: root, layer: 0, hidden: 0 }];
  const places = new Map([[root, 0]]);
  const ways = [
    { edges: graph.out, sign: 1, border: [root], seen: new Set([root]) },
    { edges: graph.in, sign: -1, border: [root], seen: new Set([root]) },
  ];
  for (let step = 1; step <= options.depth; step++) {
    for (const way of ways) {
      const found = new Set(
        way.border
          .flatMap((from) => neighbours(way.edges, from, options.kind))
          .filter((to) => !way.seen.has(to)),
      );
      for (const to of found) way.seen.add(to);
      const room = Math.min(options.mostOfStep, options.mostNodes - nodes.length);
      const added = [...found]
        .filter((to) => !places.has(to))
        .sort((a, b) => degree(graph, b) - degree(graph, a) || a - b)
        .slice(0, room);
      for (const node of added) {
        places.set(node, nodes.length);
        nodes.push({ node, layer: step * way.sign, hidden: 0 });
      }
      // Ways lead on through what the other direction has drawn.
      way.border = [...found].filter((to) => places.has(to));
    }
  }
  for (const drawn of nodes) drawn.hidden = hiddenBehind(graph, drawn, places, options.kind);
  const { edges, hiddenEdges } = edgesAmong(graph, nodes, places, options);
  return {
    nodes,
    edges,
    hiddenEdges,
    callers: countWithin(graph.in, root, options),
    callees: countWithin(graph.out, root, options),
  };
}

/** Each neighbour once, itself left out. */
export function neighbours(
  { starts, ends, kinds }: Adjacency,
  node: number,
  kind: number | undefined,
): number[] {
  const found: number[] = [];
  for (let edge = starts[node] ?? 0; edge < (starts[node + 1] ?? 0); edge++) {
    const end = ends[edge] ?? 0;
    // Edges of one node ascend by their ends.
    if ((kind === undefined || kinds[edge] === kind) && end !== node && found.at(-1) !== end) found.push(end);
  }
  return found;
}

function degree({ out, in: into }: Graph, node: number): number {
  const of = ({ starts }: Adjacency): number => (starts[node + 1] ?? 0) - (starts[node] ?? 0);
  return of(out) + of(into);
}

function hiddenBehind(
  graph: Graph,
  { node, layer }: Drawn,
  places: ReadonlyMap<number, number>,
  kind: number | undefined,
): number {
  const ways = layer === 0 ? [graph.out, graph.in] : [layer > 0 ? graph.out : graph.in];
  return ways.flatMap((edges) => neighbours(edges, node, kind)).filter((neighbour) => !places.has(neighbour))
    .length;
}

/** The shortest ways from the symbol first, then those between others. */
function edgesAmong(
  graph: Graph,
  nodes: readonly Drawn[],
  places: ReadonlyMap<number, number>,
  { kind, mostEdges }: NeighbourhoodOptions,
): Pick<Neighbourhood, 'edges' | 'hiddenEdges'> {
  const rank = ([from, to]: readonly [number, number]): number => {
    const [one = 0, other = 0] = [nodes[from]?.layer, nodes[to]?.layer];
    return other - one === 1 ? Math.max(Math.abs(one), Math.abs(other)) : Number.MAX_SAFE_INTEGER;
  };
  const all = nodes.flatMap(({ node }, from) =>
    neighbours(graph.out, node, kind).flatMap((end): (readonly [number, number])[] => {
      const to = places.get(end);
      return to === undefined ? [] : [[from, to]];
    }),
  );
  const edges = all.sort((a, b) => rank(a) - rank(b) || a[0] - b[0] || a[1] - b[1]).slice(0, mostEdges);
  return { edges, hiddenEdges: all.length - edges.length };
}

function countWithin(edges: Adjacency, root: number, { depth, kind }: NeighbourhoodOptions): number {
  const seen = new Set([root]);
  let border = [root];
  for (let step = 1; step <= depth; step++) {
    const next: number[] = [];
    for (const from of border) {
      for (const to of neighbours(edges, from, kind)) {
        if (seen.has(to)) continue;
        seen.add(to);
        next.push(to);
      }
    }
    border = next;
  }
  return seen.size - 1;
}
