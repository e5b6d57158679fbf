// Writes how the totals change, and that this change is applied
MATCH (r:Repository {repoId: $repoId})
SET
  r.applied = $token,
  r.totalNodes = r.totalNodes + toInteger($nodeCount),
  r.totalEdges = r.totalEdges + toInteger($edgeCount)
