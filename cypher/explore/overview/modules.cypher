// Modules and imports
// The most imported ones
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (m:CodeNode:Module {generation: r.generation})
USING INDEX m:CodeNode(generation, fileKey)
WHERE m.fileKey > ''
WITH m, COUNT { (m)<-[:IMPORTS]-() } AS imported
ORDER BY imported DESC
LIMIT 14
WITH collect(m) AS modules
UNWIND modules AS m
MATCH (m)-[i:IMPORTS]->(other:Module)
WHERE other IN modules
RETURN m, i, other
LIMIT 200
