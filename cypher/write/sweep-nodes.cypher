// Deletes the nodes of a key range and what is tied to them
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key > $after AND n.key <= $to
DETACH DELETE n
RETURN count(*) AS deleted
