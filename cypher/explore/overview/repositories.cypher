// What is stored
MATCH (r:Repository)
RETURN
  r.repoId AS repository,
  r.totalNodes AS nodes,
  r.totalEdges AS edges,
  r.version AS version,
  r.lastUpdated AS updated
ORDER BY repository
LIMIT 100
