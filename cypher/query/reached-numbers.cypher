// The numbers of all nodes that a source node reaches; the type stands for the wanted ones
MATCH (source)
WHERE elementId(source) = $source
MATCH (source)-[:CALLS*1..]->(n)
WITH DISTINCT n
WHERE n:CodeNode
RETURN collect(id(n)) AS number
