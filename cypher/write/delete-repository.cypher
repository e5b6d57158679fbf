// Takes a repository away from readers and leaves its generation to the sweep
MATCH (r:Repository {repoId: $repoId})
WHERE r.generation IS NOT NULL
SET r.lock = $token
WITH
  r,
  r.generation AS generation,
  r.totalNodes AS totalNodes,
  r.totalEdges AS totalEdges
DETACH DELETE r
WITH generation, totalNodes, totalEdges
MATCH (g:Generation {generation: generation})
SET g.state = 'sweeping'
RETURN totalNodes, totalEdges
