// Holds the repository until the change is committed; gives nothing if another writer took over
MATCH (r:Repository {repoId: $repoId})
SET r.lock = $token
WITH r
WHERE r.changer = $token AND r.pending IS NOT NULL
REMOVE r.lock
RETURN r.generation AS generation, r.applied = $token AS alreadyApplied
