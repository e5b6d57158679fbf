// Adds which declaration holds which node, exactly once a batch
MERGE (b:Batch {key: $batch})
  ON CREATE SET b.attempt = $attempt
WITH b
WHERE b.attempt = $attempt
UNWIND range(0, size($child) - 1) AS i
MATCH (child:CodeNode {key: $child[i]})
MATCH (container:CodeNode {key: $container[i]})
CREATE (child)-[:DECLARED_IN]->(container)
