// Holds the repository until the change is committed, and forgets its marks; gives nothing if another writer took over
MATCH (r:Repository {repoId: $repoId})
SET r.lock = $token
WITH r, coalesce(r.marked, false) AS marked
WHERE r.changer = $token AND r.pending IS NOT NULL
REMOVE r.lock, r.marked
RETURN r.generation AS generation, r.applied = $token AS alreadyApplied, marked
