// Which of some keys belong to stored nodes
UNWIND $key AS key
MATCH (n:CodeNode {key: key})
USING INDEX n:CodeNode(key)
WHERE NOT n:Unresolved
RETURN collect(n.id) AS id
