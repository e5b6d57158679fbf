// Adds the files of a generation
UNWIND range(0, size($path) - 1) AS i
CREATE
  (:SourceFile
    {
      key: $key[i],
      generation: toInteger($generation),
      repoId: $repoId,
      path: $path[i],
      hash: $hash[i],
      digest: $digest[i]
    })
