// Adds which nodes name a parent that is not stored
UNWIND range(0, size($child) - 1) AS i
MATCH (child:CodeNode {key: $child[i]})
USING INDEX SEEK child:CodeNode(key)
MATCH (parent:CodeNode {key: $parent[i]})
USING INDEX SEEK parent:CodeNode(key)
CREATE (child)-[:AWAITS_PARENT]->(parent)
