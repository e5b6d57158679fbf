// Adds which nodes name a parent that is not stored
UNWIND range(0, size($child) - 1) AS i
MATCH (child:CodeNode {key: $child[i]})
USING INDEX child:CodeNode(key)
MATCH (parent:CodeNode {key: $parent[i]})
USING INDEX parent:CodeNode(key)
CREATE (child)-[:AWAITS_PARENT]->(parent)
