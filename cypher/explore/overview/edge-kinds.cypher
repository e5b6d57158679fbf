// Edges by kind
// DECLARED_IN is derived
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation})
USING INDEX n:CodeNode(generation, fileKey)
WHERE n.fileKey IS NOT NULL
MATCH (n)-[e]->()
RETURN type(e) AS kind, count(*) AS edges
ORDER BY edges DESC
LIMIT 100
