// Adds which declaration holds which node
UNWIND range(0, size($child) - 1) AS i
MATCH (child:CodeNode {key: $child[i]})
MATCH (container:CodeNode {key: $container[i]})
CREATE (child)-[:DECLARED_IN]->(container)
