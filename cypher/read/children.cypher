// Nodes that lie in some declarations, or wait for them as their parents
UNWIND $key AS key
MATCH (parent:CodeNode {key: key})
USING INDEX SEEK parent:CodeNode(key)
MATCH (parent)<-[:DECLARED_IN|AWAITS_PARENT]-(child:CodeNode)
RETURN collect(DISTINCT child.id) AS id
