// Lets readers see what a writer that has gone left of its change; one that lives begins its change again
MATCH (r:Repository {repoId: $repoId})
SET r.lock = $changer
WITH r
WHERE
  r.generation = toInteger($generation) AND
  r.pending = toInteger($pending) AND
  coalesce(r.changer, '') = $changer
SET r.revision = r.pending
REMOVE r.lock, r.pending, r.changer
RETURN r.revision AS revision
