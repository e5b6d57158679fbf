// Holds a repository while it is still as it was seen
MATCH (r:Repository {repoId: $repoId})
SET r.lock = $token
WITH r
WHERE
  r.generation = toInteger($generation) AND
  r.revision = toInteger($revision) AND
  r.pending IS NULL
REMOVE r.lock
RETURN r.generation AS generation
