// How many edges there are of each kind
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key >= $from AND n.key < $to
MATCH (n)-[r]->(target)
WHERE NOT type(r) IN $derivedTypes
WITH r, target
WHERE target:CodeNode
RETURN coalesce(r.kind, type(r)) AS kind, count(*) AS count
