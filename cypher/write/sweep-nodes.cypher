// Deletes some nodes of a key range and what is tied to them
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key >= $from AND n.key < $to
WITH n
LIMIT toInteger($rows)
DETACH DELETE n
RETURN count(*) AS deleted
