// Writes the hashes of files
UNWIND range(0, size($path) - 1) AS i
MERGE (f:SourceFile {key: $key[i]})
  ON CREATE SET f.digest = $empty
SET
  f.generation = toInteger($generation),
  f.repoId = $repoId,
  f.path = $path[i],
  f.hash = $hash[i]
