// Inheritance
// Classes and what they extend or implement
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (c:CodeNode {generation: r.generation})
USING INDEX c:CodeNode(generation, fileKey)
WHERE c.fileKey > '' AND c.kind = 'Class'
MATCH path = (c)-[:EXTENDS|IMPLEMENTS]->(parent)
RETURN path
LIMIT 60
