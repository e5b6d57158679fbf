// Longest functions
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation})
USING INDEX n:CodeNode(generation, fileKey)
WHERE n.fileKey > '' AND n.kind IN ['Function', 'Method']
RETURN
  n.name AS name,
  n.kind AS kind,
  n.file AS file,
  n.startLine AS line,
  n.endLine - n.startLine + 1 AS lines
ORDER BY lines DESC, file, line
LIMIT 50
