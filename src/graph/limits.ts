/**
 * What a store can keep exactly, the same on every backend. Each follows from Neo4j: a whole index key, which
 * holds an id behind its generation, was measured to end at 8,164 bytes; labels, relationship types and
 * property keys are tokens that the server keeps in memory, so they are kept short.
 */
export const LIMITS = {
  /** Bytes of UTF-8 in a node id or a repository id. */
  idBytes: 8_000,
  /** Bytes of UTF-8 in a node or edge kind. */
  kindBytes: 1_000,
  /** Bytes of UTF-8 in an attribute's name. */
  attributeNameBytes: 1_000,
  /** Levels of lists and objects within one another in an analysis's data. */
  jsonDepth: 1_000,
} as const;

/** The version of graphs' own schema, as CodePrism numbers it, that is known here. */
export const GRAPH_SCHEMA = '1.0';
