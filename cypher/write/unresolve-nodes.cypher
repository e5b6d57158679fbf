// Takes nodes out of the graph, leaving unresolved ends for the edges that still touch them
UNWIND $key AS key
MATCH (n:CodeNode {key: key})
USING INDEX SEEK n:CodeNode(key)
OPTIONAL MATCH (n)-[derived:DECLARED_IN|AWAITS_PARENT]-()
DELETE derived
WITH DISTINCT n
REMOVE n: $ ([label IN labels(n) WHERE label <> 'CodeNode'])
SET n :Unresolved
SET n = {key: n.key, generation: n.generation, id: n.id}
