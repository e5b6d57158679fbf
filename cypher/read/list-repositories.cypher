// All repositories
MATCH (r:Repository)
RETURN collect(r.repoId) AS repoIds
