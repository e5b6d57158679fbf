// Declarations that nothing refers to; the command dead-code knows entry points and gives verdicts
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation})
USING INDEX n:CodeNode(generation, fileKey)
WHERE
  n.fileKey > '' AND
  n.kind IN ['Function', 'Method', 'Class'] AND
  coalesce(n.attr_external, '') <> 'true' AND
  coalesce(n.attr_exported, '') <> 'true' AND
  NOT EXISTS {
    (n)<-
      [:CALLS|READS|WRITES|IMPORTS|EXTENDS|IMPLEMENTS|RAISES|EMITS|ROUTES_TO]-
    (other)
    WHERE other <> n
  }
RETURN
  n.name AS name,
  n.kind AS kind,
  n.file AS file,
  n.startLine AS line,
  n.endLine - n.startLine + 1 AS lines
ORDER BY lines DESC, file, line
LIMIT 200
