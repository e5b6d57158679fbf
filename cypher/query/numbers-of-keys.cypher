// The numbers of some nodes
UNWIND $key AS key
MATCH (n:CodeNode {key: key})
USING INDEX SEEK n:CodeNode(key)
RETURN collect(n.id) AS id, collect(id(n)) AS number
