// Adds edges, and what is derived from the nodes, given as columns; an empty kind is the type
MATCH (g:Generation {script: $script, state: 'staging'})
SET g.touchedAt = timestamp()
WITH
  toString(g.generation) + '|' AS prefix,
  $source AS source,
  $target AS target,
  $type AS type,
  $kind AS kind,
  $attribute AS attribute
UNWIND range(0, size(source) - 1) AS i
MATCH (a:CodeNode {key: prefix + source[i]})
USING INDEX SEEK a:CodeNode(key)
MATCH (b:CodeNode {key: prefix + target[i]})
USING INDEX SEEK b:CodeNode(key)
CREATE (a)-[r:$(type[i]) {kind: nullIf(kind[i], '')}]->(b)
SET r += $attributes
