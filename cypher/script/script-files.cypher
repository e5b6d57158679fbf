// Adds files, given as columns; a hash or digest that is there has a mark before it
MATCH (g:Generation {script: $script, state: 'staging'})
SET g.touchedAt = timestamp()
WITH
  g,
  toString(g.generation) + '|' AS prefix,
  $key AS key,
  $path AS path,
  $hash AS hash,
  $digest AS digest
UNWIND range(0, size(key) - 1) AS i
CREATE
  (:SourceFile
    {
      key: prefix + key[i],
      generation: g.generation,
      repoId: g.repoId,
      path: path[i],
      hash: substring(nullIf(hash[i], ''), 1),
      digest: substring(nullIf(digest[i], ''), 1)
    })
