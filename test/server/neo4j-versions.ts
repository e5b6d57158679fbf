/**
 * The newest releases whose artifacts can be had, to be tested: `npm
 * run neo4j:versions` looks for newer ones.
 */
export const NEO4J_VERSIONS = {
  /** What is tested when nobody asks for another one. */
  longTerm: '5.26.31',
  calendar: '2026.09.0',
} as const;
