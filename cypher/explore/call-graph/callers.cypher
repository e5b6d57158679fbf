// Who calls it
// Up to two steps away
// :param repo => 'ajv'
// :param name => 'checkStrictMode'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation, nameKey: $name})
USING INDEX SEEK n:CodeNode(generation, nameKey)
MATCH path = (n)<-[:CALLS*0..2]-(caller)
RETURN path
ORDER BY length(path)
LIMIT 60
