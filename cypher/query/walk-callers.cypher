// Who reaches a node, with the fewest steps; the type and the upper bound stand for the wanted ones
MATCH (start:CodeNode {key: $key})
USING INDEX SEEK start:CodeNode(key)
MATCH p = (start)<-[:CALLS*1..9]-(n)
WITH n, min(length(p)) AS distance
RETURN
  collect(n.id) AS id,
  collect(distance) AS distance,
  collect(n:Unresolved) AS unresolved
