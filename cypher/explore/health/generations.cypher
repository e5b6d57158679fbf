// What is being written
// Or swept, or was left behind
// :param repo => 'ajv'
MATCH (r:Repository {repoId: $repo})
OPTIONAL MATCH (g:Generation {repoId: $repo})
RETURN
  g.generation AS generation,
  g.state AS state,
  g.generation = r.generation AS isRead,
  datetime({epochMillis: g.touchedAt}) AS touched,
  r.revision AS revision,
  properties(r).pending IS NOT NULL AS isBeingChanged
ORDER BY generation DESC
LIMIT 50
