// Deletes where nodes are declared, and the parents they wait for
UNWIND $key AS key
MATCH (n:CodeNode {key: key})-[r:DECLARED_IN|AWAITS_PARENT]->()
USING INDEX SEEK n:CodeNode(key)
DELETE r
