// Mutual calls
// Functions that call one another
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (a:CodeNode {generation: r.generation})
USING INDEX a:CodeNode(generation, fileKey)
WHERE a.fileKey > ''
MATCH path = (a)-[:CALLS]->(b)-[:CALLS]->(a)
WHERE a.id < b.id
RETURN path
LIMIT 30
