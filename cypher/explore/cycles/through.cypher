// Shortest cycle through it
// A way of calls that comes back to it
// :param repo => 'ajv'
// :param name => 'typeAndKeywords'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation, nameKey: $name})
USING INDEX SEEK n:CodeNode(generation, nameKey)
MATCH (n)-[first:CALLS]->(next)
WHERE next <> n
MATCH path = SHORTESTPATH ((next)-[:CALLS*..20]->(n))
RETURN n, first, path
ORDER BY length(path)
LIMIT 5
