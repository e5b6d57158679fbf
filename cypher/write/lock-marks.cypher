// Holds the repository until its marks are set, if it is still as it was seen
MATCH (r:Repository {repoId: $repoId})
SET r.lock = $token
WITH r
WHERE
  r.generation = toInteger($generation) AND
  r.revision = toInteger($revision) AND
  r.pending IS NULL
SET r.marked = true
REMOVE r.lock
RETURN r.generation AS generation
