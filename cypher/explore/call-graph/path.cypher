// Shortest path of calls
// From one function to another
// :param repo => 'ajv'
// :param from => 'compileSchema'
// :param to => 'checkStrictMode'
MATCH (r:Repository {repoId: $repo})
MATCH (a:CodeNode {generation: r.generation, nameKey: $from})
USING INDEX SEEK a:CodeNode(generation, nameKey)
MATCH (b:CodeNode {generation: r.generation, nameKey: $to})
USING INDEX SEEK b:CodeNode(generation, nameKey)
WHERE a <> b
MATCH path = SHORTESTPATH ((a)-[:CALLS*..20]->(b))
RETURN path
ORDER BY length(path)
LIMIT 5
