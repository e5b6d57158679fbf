// Nodes by kind
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation})
USING INDEX n:CodeNode(generation, fileKey)
WHERE n.fileKey IS NOT NULL
RETURN n.kind AS kind, count(*) AS nodes, count(DISTINCT n.file) AS files
ORDER BY nodes DESC
LIMIT 100
