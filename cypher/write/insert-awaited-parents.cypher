// Adds which nodes name a parent that is not stored
UNWIND range(0, size($child) - 1) AS i
MATCH (child:CodeNode {key: $child[i]})
MATCH (parent:CodeNode {key: $parent[i]})
CREATE (child)-[:AWAITS_PARENT]->(parent)
