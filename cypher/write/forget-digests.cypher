// Marks what some files own as changed since their digests were taken
UNWIND range(0, size($path) - 1) AS i
MERGE (f:SourceFile {key: $key[i]})
SET
  f.generation = toInteger($generation),
  f.repoId = $repoId,
  f.path = $path[i],
  f.digest = null
