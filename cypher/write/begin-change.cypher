// Tells readers that a change in place is under way, completing one that was left behind
MATCH (r:Repository {repoId: $repoId})
SET r.lock = $token
WITH r, coalesce(r.pending, r.revision) AS revision
SET r.revision = revision, r.pending = revision + 1, r.changer = $token
REMOVE r.lock
RETURN r.generation AS generation, revision
