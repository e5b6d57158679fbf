// Functions that only unreferenced ones call: they may go with them
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation})
USING INDEX n:CodeNode(generation, fileKey)
WHERE
  n.fileKey > '' AND
  n.kind IN ['Function', 'Method'] AND
  coalesce(n.attr_external, '') <> 'true' AND
  coalesce(n.attr_exported, '') <> 'true' AND
  NOT EXISTS {
    (n)<-
      [:CALLS|READS|WRITES|IMPORTS|EXTENDS|IMPLEMENTS|RAISES|EMITS|ROUTES_TO]-
    (other)
    WHERE other <> n
  }
MATCH path = (n)-[:CALLS]->(kept)
WHERE
  kept <> n AND
  kept.fileKey > '' AND
  NOT EXISTS {
    (kept)<-
      [:CALLS|READS|WRITES|IMPORTS|EXTENDS|IMPLEMENTS|RAISES|EMITS|ROUTES_TO]-
    (other)
    WHERE other <> n AND other <> kept
  }
RETURN path
LIMIT 100
