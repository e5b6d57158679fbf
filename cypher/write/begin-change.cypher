// Tells readers that a change in place is under way, completing one left behind; told twice by one writer it is the same
// Column revision: number
MATCH (r:Repository {repoId: $repoId})
WHERE r.generation IS NOT NULL
SET r.lock = $token
WITH
  r,
  CASE r.changer
    WHEN $token THEN r.revision
    ELSE coalesce(r.pending, r.revision)
  END AS revision
SET r.revision = revision, r.pending = revision + 1, r.changer = $token
REMOVE r.lock
RETURN r.generation AS generation, revision
