// What a change affects
// Up to three steps away
// :param repo => 'ajv'
// :param name => 'checkStrictMode'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation, nameKey: $name})
USING INDEX SEEK n:CodeNode(generation, nameKey)
MATCH path = (n)<-[:CALLS|READS|WRITES|EXTENDS|IMPLEMENTS*1..3]-(affected)
RETURN path
ORDER BY length(path)
LIMIT 60
