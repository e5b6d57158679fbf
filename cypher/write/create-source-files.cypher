// Adds the files of a generation, exactly once a batch
MERGE (b:Batch {key: $batch})
  ON CREATE SET b.attempt = $attempt
WITH b
WHERE b.attempt = $attempt
UNWIND range(0, size($path) - 1) AS i
CREATE
  (:SourceFile
    {
      key: $key[i],
      generation: toInteger($generation),
      repoId: $repoId,
      path: $path[i],
      hash: $hash[i]
    })
