// Neighbours of a file
// Which files it uses, and which use it
// :param repo => 'ajv'
// :param file => 'lib/compile/util.ts'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation, fileKey: $file})
USING INDEX n:CodeNode(generation, fileKey)
MATCH (n)-[e:CALLS|READS|WRITES|IMPORTS|EXTENDS|IMPLEMENTS]-(other)
WHERE other.fileKey <> $file
RETURN
  other.file AS file,
  sum(
    CASE
      WHEN startNode(e) = n THEN 1
      ELSE 0
    END) AS uses,
  sum(
    CASE
      WHEN endNode(e) = n THEN 1
      ELSE 0
    END) AS usedBy
ORDER BY uses + usedBy DESC, file
LIMIT 200
