// Supertypes and subtypes
// What it extends or implements, and what extends or implements it
// :param repo => 'ajv'
// :param name => 'Name'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation, nameKey: $name})
USING INDEX SEEK n:CodeNode(generation, nameKey)
MATCH path = (n)-[:EXTENDS|IMPLEMENTS*0..5]-(related)
RETURN path
LIMIT 60
