// Kept by the unreferenced
// Functions that only unreferenced ones call: they may go with them
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
MATCH (n:CodeNode {generation: r.generation})
USING INDEX n:CodeNode(generation, fileKey)
WHERE
  n.fileKey > '' AND
  n.kind IN ['Function', 'Method'] AND
  coalesce(properties(n).attr_external, '') <> 'true' AND
  coalesce(properties(n).attr_exported, '') <> 'true' AND
  NOT EXISTS {
    (n)<-[e]-(other)
    WHERE other <> n AND NOT type(e) IN ['DECLARED_IN', 'AWAITS_PARENT']
  }
MATCH path = (n)-[:CALLS]->(kept)
WHERE
  kept <> n AND
  kept.fileKey > '' AND
  NOT EXISTS {
    (kept)<-[e]-(other)
    WHERE
      other <> n AND
      other <> kept AND
      NOT type(e) IN ['DECLARED_IN', 'AWAITS_PARENT']
  }
RETURN path
LIMIT 60
