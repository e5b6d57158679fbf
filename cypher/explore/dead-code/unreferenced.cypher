// Unreferenced declarations
// Nothing refers to them; the command dead-code knows entry points and gives verdicts
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation})
USING INDEX n:CodeNode(generation, fileKey)
WHERE
  n.fileKey > '' AND
  n.kind IN ['Function', 'Method', 'Class'] AND
  coalesce(properties(n).attr_external, '') <> 'true' AND
  coalesce(properties(n).attr_exported, '') <> 'true' AND
  NOT EXISTS {
    (n)<-[e]-(other)
    WHERE other <> n AND NOT type(e) IN ['DECLARED_IN', 'AWAITS_PARENT']
  }
RETURN
  n.name AS name,
  n.kind AS kind,
  n.file AS file,
  n.startLine AS line,
  n.endLine - n.startLine + 1 AS lines
ORDER BY lines DESC, file, line
LIMIT 200
