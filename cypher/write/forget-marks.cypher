// Holds the repository until its marks are removed
MATCH (r:Repository {repoId: $repoId})
SET r.lock = $token
REMOVE r.lock, r.marked
RETURN r.generation AS generation
