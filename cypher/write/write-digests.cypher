// Writes digests of what some files own, and deletes files of which there is nothing to tell
UNWIND range(0, size($path) - 1) AS i
MERGE (f:SourceFile {key: $key[i]})
SET
  f.generation = toInteger($generation),
  f.repoId = $repoId,
  f.path = $path[i],
  f.digest = $digest[i]
WITH f
WHERE f.hash IS NULL AND f.digest = $empty
DELETE f
