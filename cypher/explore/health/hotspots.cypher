// Hotspots
// What most others call, and what calls most others
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation})
USING INDEX n:CodeNode(generation, fileKey)
WHERE n.fileKey > '' AND n.kind IN ['Function', 'Method', 'Class']
WITH
  n,
  COUNT { (n)<-[:CALLS]-() } AS callers,
  COUNT { (n)-[:CALLS]->() } AS callees
RETURN
  n.name AS name,
  n.kind AS kind,
  n.file AS file,
  n.startLine AS line,
  callers,
  callees
ORDER BY callers + callees DESC, file, line
LIMIT 50
