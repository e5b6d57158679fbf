// Ends that are not stored
// By what refers to them
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (end:CodeNode:Unresolved {generation: r.generation})
USING INDEX end:Unresolved(generation)
MATCH (end)<-[e]-(source)
RETURN
  end.id AS id,
  collect(DISTINCT type(e)) AS kinds,
  count(*) AS references,
  collect(DISTINCT source.file)[..3] AS files
ORDER BY references DESC, id
LIMIT 100
