// Lets readers see a change in place; another writer may have done it already
MATCH (r:Repository {repoId: $repoId})
SET r.lock = $token
WITH r
WHERE r.changer = $token AND r.pending IS NOT NULL
SET r.revision = r.pending
REMOVE r.lock, r.pending, r.changer
