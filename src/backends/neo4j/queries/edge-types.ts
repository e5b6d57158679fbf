import { DERIVED_TYPES, typeOf } from '../cypher/names.ts';
import * as cypher from '../cypher/statements.generated.ts';
import type { GenerationReader } from './generation-reader.ts';

/** The relationship types of some edge kinds; without a choice of all, of which a database may still have none. */
export async function edgeTypes(
  reader: GenerationReader,
  kinds: readonly string[] | undefined,
): Promise<string[]> {
  if (kinds !== undefined) return kinds.map(typeOf);
  const { types } = await reader.tx.one(cypher.relationshipTypes, {});
  return (types as readonly string[]).filter((type) => !DERIVED_TYPES.includes(type));
}
