// Deletes unresolved nodes that no edge touches any more
UNWIND $key AS key
MATCH (n:CodeNode:Unresolved {key: key})
USING INDEX SEEK n:CodeNode(key)
WHERE NOT EXISTS { (n)--() }
DELETE n
