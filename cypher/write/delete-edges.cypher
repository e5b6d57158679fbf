// Deletes edges of some sources: those whose type and target's key are wanted
UNWIND range(0, size($source) - 1) AS i
MATCH (source:CodeNode {key: $source[i]})-[r]->(target)
USING INDEX SEEK source:CodeNode(key)
WHERE $wanted[i][type(r) + '|' + target.key] IS NOT NULL
DELETE r
