// Marked as dead
// What dead-code --mark found, and how it hangs together
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation})
USING INDEX n:CodeNode(generation, fileKey)
WHERE n.fileKey > '' AND n:Dead
OPTIONAL MATCH (n)-[e:CALLS|READS|WRITES|EXTENDS|IMPLEMENTS]->(other:Dead)
RETURN n, e, other
LIMIT 60
