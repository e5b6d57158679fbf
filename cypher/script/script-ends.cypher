// Adds ends of edges that are not stored
MATCH (g:Generation {script: $script, state: 'staging'})
SET g.touchedAt = timestamp()
WITH g, toString(g.generation) + '|' AS prefix
UNWIND $id AS id
CREATE
  (:CodeNode:Unresolved {key: prefix + id, generation: g.generation, id: id})
