import { inCodePointOrder } from '../../../../graph/code-point-order.ts';
import type { CyclesQuery } from '../../../../storage/index.ts';
import { type CycleGraph, cycleGraph, cyclicEdges } from '../../../../traversal/index.ts';
import { withTypes } from '../../cypher/expansion-text.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import { edgeTypes } from '../edge-types.ts';
import type { GenerationReader } from '../generation-reader.ts';
import { groupsOfNumbers, type NamedGroup } from '../numbers/node-groups.ts';

/** Edges with their ends numbered from 0; `numbers` has the database's own. */
interface EdgeNumbers {
  readonly numbers: readonly number[];
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
}

/** What of a repository's symbols lies on cycles: found by numbers alone, and only then asked for ids. */
export async function readSymbolCycles(
  reader: GenerationReader,
  { edgeKinds, selfLoops }: CyclesQuery,
): Promise<CycleGraph> {
  const edges = await readEdges(reader, await edgeTypes(reader, edgeKinds));
  const cyclic = cyclicEdges(edges.numbers.length, edges, selfLoops);
  const numberOf = (vertex: number): number => edges.numbers[vertex] ?? 0;
  const vertices = new Set([...cyclic.sources, ...cyclic.targets]);
  const named = await groupsOfNumbers(reader, Array.from(vertices, numberOf));
  const names = inCodePointOrder(named.flatMap(({ ids }) => ids));
  const places = placesOf(named, names);
  const placeOf = (vertex: number): number => places.get(numberOf(vertex)) ?? 0;
  const isListed = new Uint8Array(names.length);
  for (const { kind, numbers } of named) {
    if (kind !== null) for (const number of numbers) isListed[places.get(number) ?? 0] = 1;
  }
  return cycleGraph(names, cyclic.sources.map(placeOf), cyclic.targets.map(placeOf), isListed);
}

async function readEdges(reader: GenerationReader, types: readonly string[]): Promise<EdgeNumbers> {
  const rows =
    types.length === 0 ? [] : await reader.tx.run(withTypes(cypher.edgeNumbers, types), reader.range);
  const vertices = new Map<number, number>();
  const vertexOf = (number: number): number => {
    const known = vertices.get(number);
    if (known !== undefined) return known;
    vertices.set(number, vertices.size);
    return vertices.size - 1;
  };
  const sources = Uint32Array.from(
    rows.flatMap((row) => row.sources),
    vertexOf,
  );
  const targets = Uint32Array.from(
    rows.flatMap((row) => row.targets),
    vertexOf,
  );
  return { sources, targets, numbers: [...vertices.keys()] };
}

/** Where the node of each of the database's numbers stands among the names. */
function placesOf(named: readonly NamedGroup[], names: readonly string[]): Map<number, number> {
  const placeOfName = new Map(names.map((name, place) => [name, place]));
  return new Map(
    named.flatMap(({ ids, numbers }) =>
      numbers.map((number, index): [number, number] => [number, placeOfName.get(ids[index] ?? '') ?? 0]),
    ),
  );
}
