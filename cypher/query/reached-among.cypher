// Which of some nodes a source node reaches
MATCH (source)
WHERE elementId(source) = $source
MATCH (source)-[:CALLS*1..]->(n)
WITH DISTINCT n
WHERE n.id IN $ids
RETURN collect(n.id) AS id
