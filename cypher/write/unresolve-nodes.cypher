// Takes nodes out of the graph, leaving unresolved ends for the edges that still touch them
UNWIND $key AS key
MATCH (n:CodeNode {key: key})
USING INDEX SEEK n:CodeNode(key)
OPTIONAL MATCH (n)-[derived:DECLARED_IN|AWAITS_PARENT]-(:CodeNode)
DELETE derived
WITH DISTINCT n
REMOVE n: $ ([label IN labels(n) WHERE label <> 'CodeNode'])
SET n :Unresolved
// Not `SET n = {…}`: Neo4j 2026.09 would still find a node by a key set so after the same transaction has deleted it.
FOREACH (property IN [
  property IN keys(n)
  WHERE NOT property IN ['key', 'generation', 'id']
] |
  SET n[property] = null
)
