// What a file declares
// And what lies in what
// :param repo => 'ajv'
// :param file => 'lib/compile/util.ts'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation, fileKey: $file})
USING INDEX n:CodeNode(generation, fileKey)
WHERE n.kind IN ['Module', 'Class', 'Function', 'Method']
OPTIONAL MATCH (n)-[d:DECLARED_IN]->(container)
RETURN n, d, container
ORDER BY n.startByte
LIMIT 60
