import { isEdgeType, typeOf } from '../cypher/names.ts';
import * as cypher from '../cypher/statements.generated.ts';
import type { GenerationReader } from './generation-reader.ts';

/**
 * The relationship types of some edge kinds; without a choice all that edges may
 * have, of which a database may still have none. Types of others in the database
 * whose names an edge's type could have too are among them.
 */
export async function edgeTypes(
  reader: GenerationReader,
  kinds: readonly string[] | undefined,
): Promise<string[]> {
  if (kinds !== undefined) return kinds.map(typeOf);
  const { types } = await reader.tx.one(cypher.relationshipTypes, {});
  return types.filter(isEdgeType);
}
