import { DERIVED_TYPES, typeOf } from '../names.ts';
import type { Statement } from '../statement.ts';
import * as cypher from '../statements.generated.ts';
import type { GenerationReader } from './generation-reader.ts';

const STEP = /:CALLS\]/g;

/**
 * A statement with the types of its single steps written into its text: followed so, they are found faster than by a
 * parameter, for which every relationship is looked at.
 *
 * @param types names by `names.ts`, which need no quoting; at least one
 */
export function withTypes<Parameter extends string>(
  statement: Statement<Parameter>,
  types: readonly string[],
): Statement<Parameter> {
  return { ...statement, text: statement.text.replace(STEP, `:${types.join('|')}]`) };
}

/** The relationship types of some edge kinds, or of all that the database has; at least one. */
export async function typesOf(
  reader: GenerationReader,
  edgeKinds: readonly string[] | undefined,
): Promise<readonly string[]> {
  if (edgeKinds !== undefined) return edgeKinds.map(typeOf);
  const { types } = await reader.tx.one(cypher.relationshipTypes, {});
  const stored = (types as readonly string[]).filter((type) => !DERIVED_TYPES.includes(type));
  // A database without edges has none of this either.
  return stored.length > 0 ? stored : ['CALLS'];
}
