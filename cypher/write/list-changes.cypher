// Changes in place that are under way, or that a crash left behind
MATCH (r:Repository)
WHERE r.pending IS NOT NULL AND r.generation IS NOT NULL
RETURN
  r.repoId AS repoId,
  r.generation AS generation,
  r.pending AS pending,
  coalesce(r.changer, '') AS changer
