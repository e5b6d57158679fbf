/**
 * The statements that questions are asked by. Parameters are bound: ?1 is the repository's
 * number, a list is one text of JSON, for SQLite takes only so many values. Rows come back as
 * JSON, which keeps a NUL that the drivers would cut a text at.
 *
 * `CROSS JOIN` fixes the order of the tables, and `INDEXED BY` fails where an index is
 * missing: each reads what it is asked for and no more.
 */

/** A node as answers show it, by the numbers of its kind and file. */
const SHOWN = `json_array(node.number, node.id, node.name, node.kind, node.file, node.start_byte, node.end_byte,
    node.start_line, node.end_line, node.start_column, node.end_column)`;

/** The repository of an id. */
export const FIND_REPOSITORY: string = `SELECT json_array(number, revision, total_nodes, total_edges, json(summary))
  FROM repository WHERE id = ?1`;

/** ?2: the path. */
export const FILE_NUMBER: string = 'SELECT number FROM file WHERE repository = ?1 AND text = ?2';

/** ?2: numbers. */
export const FILE_PATHS: string = `SELECT json_group_array(json_array(file.number, file.text)) FROM json_each(?2) wanted
  CROSS JOIN file ON file.repository = ?1 AND file.number = wanted.value`;

/** ?2: the id. */
export const NODE_BY_ID: string = `SELECT ${SHOWN} FROM node INDEXED BY node_id
  WHERE repository = ?1 AND id = ?2 AND kind IS NOT NULL`;

/** The first of a name by id. ?2: the name, ?3: a kind or null, ?4: a file or null, ?5: how many. */
export const NODES_BY_NAME: string = `SELECT json_group_array(json(shown)) FROM (
    SELECT ${SHOWN} AS shown FROM node INDEXED BY node_name
    WHERE repository = ?1 AND name = ?2 AND kind IS NOT NULL
      AND (?3 IS NULL OR kind = ?3) AND (?4 IS NULL OR file = ?4)
    ORDER BY id LIMIT ?5)`;

/** How many fit {@link NODES_BY_NAME}. */
export const COUNT_BY_NAME: string = `SELECT count(*) FROM node INDEXED BY node_name
  WHERE repository = ?1 AND name = ?2 AND kind IS NOT NULL
    AND (?3 IS NULL OR kind = ?3) AND (?4 IS NULL OR file = ?4)`;

/** Every name, by id; read where a node is not found, to suggest near ones. */
export const ALL_NAMES: string = `SELECT json_group_array(name) FROM (
    SELECT name FROM node INDEXED BY node_id WHERE repository = ?1 AND kind IS NOT NULL ORDER BY id)`;

/** ?2: numbers, in whose order the stored ones of them come. */
export const NODES_BY_NUMBER: string = `SELECT json_group_array(${SHOWN} ORDER BY wanted.key) FROM json_each(?2) wanted
  CROSS JOIN node ON node.repository = ?1 AND node.number = wanted.value AND node.kind IS NOT NULL`;

/** The first of some nodes by id. ?2: numbers, ?3: an id that all come after, ?4: how many. */
export const FIRST_BY_ID: string = `SELECT json_group_array(json(shown)) FROM (
    SELECT ${SHOWN} AS shown FROM json_each(?2) wanted
    CROSS JOIN node ON node.repository = ?1 AND node.number = wanted.value AND node.kind IS NOT NULL
    WHERE ?3 IS NULL OR node.id > ?3
    ORDER BY node.id LIMIT ?4)`;

/** Whether any end is not stored. */
export const HAS_UNSTORED: string = `SELECT 1 FROM node INDEXED BY node_not_stored
  WHERE repository = ?1 AND kind IS NULL LIMIT 1`;

/** Those of some that are not stored. ?2: numbers. */
export const UNSTORED: string = `SELECT json_group_array(wanted.value) FROM json_each(?2) wanted
  CROSS JOIN node INDEXED BY node_not_stored
    ON node.repository = ?1 AND node.number = wanted.value AND node.kind IS NULL`;

/** ?2: numbers, of stored nodes or ends. */
export const IDS: string = `SELECT json_group_array(json_array(node.number, node.id, node.kind IS NULL))
  FROM json_each(?2) wanted CROSS JOIN node ON node.repository = ?1 AND node.number = wanted.value`;

// What fits a filter. ?2: kinds, ?3: a file, ?4: a line, ?5: attributes as they are
// written, ?6: an id, ?7: a name; each null for any.
const FITS = `node.kind IS NOT NULL
    AND (?2 IS NULL OR node.kind IN (SELECT value FROM json_each(?2)))
    AND (?3 IS NULL OR node.file = ?3)
    AND (?4 IS NULL OR (node.start_line <= ?4 AND node.end_line >= ?4))
    AND (?6 IS NULL OR node.id = ?6)
    AND (?7 IS NULL OR node.name = ?7)
    AND (?5 IS NULL OR NOT EXISTS (
      SELECT 1 FROM json_each(?5) wanted
      WHERE instr(coalesce(node.attributes, ''), wanted.value) = 0 OR NOT EXISTS (
        SELECT 1 FROM json_each(node.attributes) own CROSS JOIN json_each('{' || wanted.value || '}') pair
        WHERE own.key = pair.key AND own.value = pair.value)))`;

/** Numbers of nodes by an exact id. */
export const FIND_BY_ID: string = `SELECT json_group_array(number) FROM node INDEXED BY node_id
  WHERE repository = ?1 AND id = ?6 AND ${FITS}`;

/** Numbers of nodes by an exact name. */
export const FIND_BY_NAME: string = `SELECT json_group_array(number) FROM node INDEXED BY node_name
  WHERE repository = ?1 AND name = ?7 AND ${FITS}`;

/** Numbers of nodes by an exact file. */
export const FIND_BY_FILE: string = `SELECT json_group_array(number) FROM node INDEXED BY node_file
  WHERE repository = ?1 AND file = ?3 AND ${FITS}`;

/** Of some nodes. ?8: numbers. */
export const FIND_AMONG: string = `SELECT json_group_array(number) FROM json_each(?8) chosen
  CROSS JOIN node ON node.repository = ?1 AND node.number = chosen.value WHERE ${FITS}`;

/** By a pass over all rows. */
export const FIND_IN_ALL: string = `SELECT json_group_array(number) FROM node WHERE repository = ?1 AND ${FITS}`;

/** By a pass over an index. ?2: kinds or null. */
export const FIND_BY_KIND: string = `SELECT json_group_array(number) FROM node INDEXED BY node_name
  WHERE repository = ?1 AND kind IS NOT NULL AND (?2 IS NULL OR kind IN (SELECT value FROM json_each(?2)))`;

/** Numbers by id. ?2: the least id there may be, ?3: how many. */
export const NUMBERS_BY_ID: string = `SELECT json_group_array(number) FROM (
    SELECT number FROM node INDEXED BY node_id WHERE repository = ?1 AND id >= ?2
    ORDER BY id LIMIT ?3)`;

/**
 * By a pass over the names. ?2: kinds or null, ?3: a glob in SQLite's words. A name with a
 * NUL, at which its GLOB stops, comes along to be looked at.
 */
export const FIND_BY_GLOB: string = `SELECT json_group_array(number),
    json_group_array(CASE WHEN instr(name, char(0)) THEN name END)
  FROM node INDEXED BY node_name
  WHERE repository = ?1 AND kind IS NOT NULL AND (?2 IS NULL OR kind IN (SELECT value FROM json_each(?2)))
    AND (name GLOB ?3 OR instr(name, char(0)))`;

/** Numbers and names. ?2: kinds or null. */
export const NAMES: string = `SELECT json_group_array(number), json_group_array(name) FROM node INDEXED BY node_name
  WHERE repository = ?1 AND kind IS NOT NULL AND (?2 IS NULL OR kind IN (SELECT value FROM json_each(?2)))`;

const OF_KINDS = 'edge.kind IN (SELECT value FROM json_each(?3))';

/** What edges of some kinds lead to from some nodes. ?2: numbers, ?3: kinds. */
export const STEP_FORWARD: string = `SELECT json_group_array(DISTINCT edge.target) FROM json_each(?2) level
  CROSS JOIN edge ON edge.repository = ?1 AND edge.source = level.value WHERE ${OF_KINDS}`;

/** From where edges of some kinds lead to some nodes. ?2: numbers, ?3: kinds. */
export const STEP_BACKWARD: string = `SELECT json_group_array(DISTINCT edge.source) FROM json_each(?2) level
  CROSS JOIN edge INDEXED BY edge_target ON edge.repository = ?1 AND edge.target = level.value WHERE ${OF_KINDS}`;

/** How many edges of some kinds lead from some nodes to some nodes. ?2: numbers, ?3: kinds. */
export const COUNT_AMONG: string = `SELECT count(*) FROM json_each(?2) own
  CROSS JOIN edge ON edge.repository = ?1 AND edge.source = own.value
  WHERE ${OF_KINDS} AND edge.target IN (SELECT value FROM json_each(?2))`;

/** Those edges by source, target and kind. */
export const EDGES_AMONG: string = `SELECT json_group_array(json_array(source, target, kind, json(attributes))) FROM (
    SELECT source.id AS source, target.id AS target, kind.text AS kind, coalesce(edge.attributes, '{}') AS attributes
    FROM json_each(?2) own
    CROSS JOIN edge ON edge.repository = ?1 AND edge.source = own.value
    CROSS JOIN node source ON source.repository = ?1 AND source.number = edge.source
    CROSS JOIN node target ON target.repository = ?1 AND target.number = edge.target
    CROSS JOIN kind ON kind.repository = ?1 AND kind.number = edge.kind
    WHERE ${OF_KINDS} AND edge.target IN (SELECT value FROM json_each(?2))
    ORDER BY source.id, target.id, kind.text)`;

/**
 * The least edge of some kinds from a node to one of some, by target and
 * kind. ?2: its number, ?3: kinds, ?4: targets.
 */
export const LEAST_EDGE: string = `SELECT json_array(edge.target, source.id, target.id, kind.text, json(coalesce(edge.attributes, '{}')))
  FROM edge
  CROSS JOIN node source ON source.repository = ?1 AND source.number = edge.source
  CROSS JOIN node target ON target.repository = ?1 AND target.number = edge.target
  CROSS JOIN kind ON kind.repository = ?1 AND kind.number = edge.kind
  WHERE edge.repository = ?1 AND edge.source = ?2 AND ${OF_KINDS}
    AND edge.target IN (SELECT value FROM json_each(?4))
  ORDER BY target.id, kind.text LIMIT 1`;

/** How many nodes there are of each kind: a pass over the names. */
export const COUNT_NODE_KINDS: string = `SELECT json_group_array(json_array(kind, nodes)) FROM (
    SELECT kind, count(*) AS nodes FROM node INDEXED BY node_name
    WHERE repository = ?1 AND kind IS NOT NULL GROUP BY kind)`;

/** How many edges there are of each kind: a pass over all. */
export const COUNT_EDGE_KINDS: string = `SELECT json_group_array(json_array(kind, edges)) FROM (
    SELECT kind, count(*) AS edges FROM edge INDEXED BY edge_target WHERE repository = ?1 GROUP BY kind)`;

/** In how many files nodes lie. */
export const COUNT_FILES: string = `SELECT count(*) FROM file WHERE repository = ?1 AND text <> '' AND EXISTS (
  SELECT 1 FROM node INDEXED BY node_file WHERE node.repository = ?1 AND node.file = file.number)`;

/** The greatest number of a node, or end. */
export const LAST_NUMBER: string = 'SELECT max(number) FROM node WHERE repository = ?1';

/** The numbers of all nodes and ends by id. */
export const ORDER: string = `SELECT group_concat(number) FROM (
    SELECT number FROM node INDEXED BY node_id WHERE repository = ?1 ORDER BY id)`;

/** Number, kind and file of stored nodes, one after the other. ?2 and ?3: from and to a number. */
export const NODE_COLUMNS: string = `SELECT group_concat(concat_ws(',', number, kind, file)) FROM node
  WHERE repository = ?1 AND number BETWEEN ?2 AND ?3 AND kind IS NOT NULL`;

/** Number, first and last byte of stored nodes. ?2: numbers. */
export const SPANS: string = `SELECT json_group_array(json_array(node.number, node.start_byte, node.end_byte))
  FROM json_each(?2) wanted
  CROSS JOIN node ON node.repository = ?1 AND node.number = wanted.value AND node.kind IS NOT NULL`;

/** Source, target and kind of edges. ?2 and ?3: from and to the number of a target. */
export const EDGE_COLUMNS: string = `SELECT group_concat(concat_ws(',', source, target, kind)) FROM (
    SELECT source, target, kind FROM edge INDEXED BY edge_target
    WHERE repository = ?1 AND target BETWEEN ?2 AND ?3 ORDER BY target, source, kind)`;

/** Number and attributes, a line a node, for JSON holds no end of a line. ?2 and ?3: from and to a number. */
export const NODE_ATTRIBUTES: string = `SELECT group_concat(number || ' ' || attributes, char(10)) FROM node
  WHERE repository = ?1 AND number BETWEEN ?2 AND ?3 AND attributes IS NOT NULL`;

/** Numbers and names. ?2 and ?3: from and to a number. */
export const NODE_NAMES: string = `SELECT json_group_array(number), json_group_array(name) FROM node
  WHERE repository = ?1 AND number BETWEEN ?2 AND ?3 AND kind IS NOT NULL`;

/** Numbers and ids. ?2 and ?3: from and to a number. */
export const NODE_IDS: string = `SELECT json_group_array(number), json_group_array(id) FROM node
  WHERE repository = ?1 AND number BETWEEN ?2 AND ?3`;

/** A column that was kept. ?2: its name. */
export const GRAPH_COLUMN: string = 'SELECT bytes FROM graph_column WHERE repository = ?1 AND name = ?2';

/** ?2: the node's number. */
export const ATTRIBUTES_OF_NODE: string = 'SELECT attributes FROM node WHERE repository = ?1 AND number = ?2';

/** ?2: source, ?3: target, ?4: kind. */
export const ATTRIBUTES_OF_EDGE: string = `SELECT attributes FROM edge
  WHERE repository = ?1 AND source = ?2 AND target = ?3 AND kind = ?4`;

/**
 * Source, target, kind and count of edges that may stand for several
 * references. ?2 and ?3: from and to the number of a source.
 */
export const EDGE_COUNTS: string = `SELECT json_group_array(json_array(source, target, kind, attributes ->> '$.count')) FROM edge
  WHERE repository = ?1 AND source BETWEEN ?2 AND ?3 AND instr(attributes, '"count":"')
    AND (instr(attributes, '"count":"1"') = 0 OR instr(attributes, '\\'))`;

/** ?2: ids; null for one that is not there. */
export const NUMBERS_OF_IDS: string = `SELECT json_group_array(node.number ORDER BY wanted.key) FROM json_each(?2) wanted
  LEFT JOIN node ON node.repository = ?1 AND node.id = wanted.value AND node.kind IS NOT NULL`;

/** ?2: an id. */
export const NUMBER_OF_ID: string =
  'SELECT number FROM node INDEXED BY node_id WHERE repository = ?1 AND id = ?2';
