// Which of some keys belong to stored nodes
UNWIND $key AS key
MATCH (n:CodeNode {key: key})
USING INDEX SEEK n:CodeNode(key)
WHERE NOT n:Unresolved
RETURN collect(n.id) AS id
