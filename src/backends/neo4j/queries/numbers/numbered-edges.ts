import { withTypes } from '../../cypher/expansion-text.ts';
import type { RowOf, Statement } from '../../cypher/statement.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import type { GenerationReader } from '../generation-reader.ts';

/** Numbers sent with one statement. */
const BATCH = 20_000;

/** A relationship between two nodes, by the database's own numbers of them. */
export interface NumberedEdge {
  readonly source: number;
  readonly target: number;
  readonly type: string;
  /** Where the kind is not the type. */
  readonly kind: string | null;
}

/** The relationships of some types that leave some nodes. */
export function edgesFrom(
  reader: GenerationReader,
  numbers: readonly number[],
  types: readonly string[],
): Promise<NumberedEdge[]> {
  return edgesOf(reader, cypher.edgesFromNumbers, numbers, types);
}

/** The relationships of some types that lead into some nodes. */
export function edgesInto(
  reader: GenerationReader,
  numbers: readonly number[],
  types: readonly string[],
): Promise<NumberedEdge[]> {
  return edgesOf(reader, cypher.edgesIntoNumbers, numbers, types);
}

async function edgesOf(
  reader: GenerationReader,
  statement: Statement<'number', RowOf<typeof cypher.edgesFromNumbers>>,
  numbers: readonly number[],
  types: readonly string[],
): Promise<NumberedEdge[]> {
  const edges: NumberedEdge[] = [];
  if (types.length === 0) return edges;
  const typed = withTypes(statement, types);
  for (const number of batches(numbers)) {
    for (const { type, kind, source: sources, target } of await reader.tx.run(typed, { number })) {
      for (const [index, source] of sources.entries()) {
        edges.push({ source, target: target[index] as number, type, kind });
      }
    }
  }
  return edges;
}

/** Numbers in parts that one statement takes. */
export function* batches(numbers: readonly number[]): Generator<readonly number[]> {
  for (let start = 0; start < numbers.length; start += BATCH) yield numbers.slice(start, start + BATCH);
}
