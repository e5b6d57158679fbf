import type { Statement } from './statement.ts';

/** The server keeps bounds in 32 bits; no graph here is as deep. */
const DEEPEST = 2 ** 31 - 1;

const EXPANSION = /\[:CALLS\*1\.\.9?\]/g;
const STEP = /\[r:CALLS\]/g;

/**
 * A statement with the types and the depth of its expansions written into its text. Neither can be a
 * parameter: Cypher takes none for a bound, and Neo4j 5.26 silently ignores dynamic types on a path of
 * variable length (`docs/decisions/002-types-of-expansions.md`).
 *
 * @param types names by `names.ts`, which need no quoting; at least one
 * @param depth a positive integer or `Infinity`
 */
export function withExpansion<Parameter extends string, Row>(
  statement: Statement<Parameter, Row>,
  types: readonly string[],
  depth: number,
): Statement<Parameter, Row> {
  const bound = depth < DEEPEST ? String(depth) : '';
  return { ...statement, text: statement.text.replace(EXPANSION, `[:${types.join('|')}*1..${bound}]`) };
}

/**
 * A statement with the types of its single steps written into its text, which alone are
 * expanded then: a dynamic type expands all, and filters.
 *
 * @param types names by `names.ts`, which need no quoting; at least one
 */
export function withTypes<Parameter extends string, Row>(
  statement: Statement<Parameter, Row>,
  types: readonly string[],
): Statement<Parameter, Row> {
  return { ...statement, text: statement.text.replace(STEP, `[r:${types.join('|')}]`) };
}
