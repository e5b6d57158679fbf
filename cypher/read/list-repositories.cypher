// All repositories
MATCH (r:Repository)
WHERE r.generation IS NOT NULL
RETURN collect(r.repoId) AS repoIds
