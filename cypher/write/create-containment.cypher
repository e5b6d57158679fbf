// Adds which declaration holds which node, exactly once a batch
MERGE (b:Batch {key: $batch})
  ON CREATE SET b.attempt = $attempt
WITH b
WHERE b.attempt = $attempt
UNWIND range(0, size($child) - 1) AS i
MATCH (child:CodeNode {key: $child[i]})
USING INDEX SEEK child:CodeNode(key)
MATCH (container:CodeNode {key: $container[i]})
USING INDEX SEEK container:CodeNode(key)
CREATE (child)-[:DECLARED_IN]->(container)
