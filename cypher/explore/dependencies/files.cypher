// File dependencies
// Which files depend on which, by the number of references
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (a:CodeNode {generation: r.generation})
USING INDEX a:CodeNode(generation, fileKey)
WHERE a.fileKey > ''
MATCH (a)-[:CALLS|READS|WRITES|IMPORTS|EXTENDS|IMPLEMENTS]->(b)
WHERE b.fileKey > '' AND a.file <> b.file
RETURN a.file AS file, b.file AS dependsOn, count(*) AS references
ORDER BY references DESC, file, dependsOn
LIMIT 200
