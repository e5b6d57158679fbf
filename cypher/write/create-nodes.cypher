// Adds new nodes, one list a property, exactly once a batch
MERGE (b:Batch {key: $batch})
  ON CREATE SET b.attempt = $attempt
WITH b
WHERE b.attempt = $attempt
UNWIND range(0, size($id) - 1) AS i
CREATE
  (n:CodeNode: $($label[i])
    {
      key: $key[i],
      generation: toInteger($generation),
      repoId: $repoId,
      id: $id[i],
      name: $name[i],
      nameKey: $nameKey[i],
      kind: $kind[i],
      file: $file[i],
      fileKey: $fileKey[i],
      startByte: toInteger($startByte[i]),
      endByte: toInteger($endByte[i]),
      startLine: toInteger($startLine[i]),
      endLine: toInteger($endLine[i]),
      startColumn: toInteger($startColumn[i]),
      endColumn: toInteger($endColumn[i])
    })
FOREACH (a IN range(0, size($attributeName) - 1) |
  SET n[$attributeName[a]] = $attributeColumn[a][i]
)
