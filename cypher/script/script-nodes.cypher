// Adds nodes, given as columns; a span is six numbers
MATCH (g:Generation {script: $script, state: 'staging'})
SET g.touchedAt = timestamp()
WITH
  g,
  toString(g.generation) + '|' AS prefix,
  $id AS id,
  $label AS label,
  $name AS name,
  $nameKey AS nameKey,
  $kind AS kind,
  $file AS file,
  $fileKey AS fileKey,
  $span AS span,
  $attribute AS attribute
UNWIND range(0, size(id) - 1) AS i
WITH *, [number IN split(span[i], ' ') | toInteger(number)] AS place
CREATE
  (n:CodeNode: $(label[i])
    {
      key: prefix + id[i],
      generation: g.generation,
      repoId: g.repoId,
      id: id[i],
      name: name[i],
      nameKey: nameKey[i],
      kind: kind[i],
      file: file[i],
      fileKey: fileKey[i],
      startByte: place[0],
      endByte: place[1],
      startLine: place[2],
      endLine: place[3],
      startColumn: place[4],
      endColumn: place[5]
    })
SET n += $attributes
