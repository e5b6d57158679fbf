// Deletes the relationships that begin in the nodes of a key range
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key > $after AND n.key <= $to
MATCH (n)-[r]->()
DELETE r
RETURN count(*) AS deleted
