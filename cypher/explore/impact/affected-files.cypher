// Affected files
// The files that a change of it may be felt in
// :param repo => 'ajv'
// :param name => 'checkStrictMode'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation, nameKey: $name})
USING INDEX SEEK n:CodeNode(generation, nameKey)
MATCH path = (n)<-[:CALLS|READS|WRITES|EXTENDS|IMPLEMENTS*1..5]-(affected)
WITH affected, min(length(path)) AS steps
RETURN affected.file AS file, min(steps) AS steps, count(*) AS declarations
ORDER BY steps, declarations DESC, file
LIMIT 200
