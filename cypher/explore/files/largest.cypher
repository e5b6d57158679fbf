// Largest files
// With what they declare
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation})
USING INDEX n:CodeNode(generation, fileKey)
WHERE n.fileKey > ''
RETURN
  n.file AS file,
  max(n.endLine) AS lines,
  sum(
    CASE
      WHEN n.kind IN ['Function', 'Method'] THEN 1
      ELSE 0
    END) AS functions,
  sum(
    CASE n.kind
      WHEN 'Class' THEN 1
      ELSE 0
    END) AS classes
ORDER BY lines DESC, file
LIMIT 100
