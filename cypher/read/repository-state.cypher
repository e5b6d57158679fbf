// What readers compare before and after: the generation, its revision, and whether a change is under way; and how large it is
// Column rows: number
MATCH (r:Repository {repoId: $repoId})
WHERE r.generation IS NOT NULL
RETURN
  r.generation AS generation,
  r.revision AS revision,
  r.pending IS NOT NULL AS pending,
  r.totalNodes + r.totalEdges AS rows
