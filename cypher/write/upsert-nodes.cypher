// Writes whole nodes over what was stored under their keys
UNWIND range(0, size($id) - 1) AS i
MERGE (n:CodeNode {key: $key[i]})
REMOVE n: $ ([label IN labels(n) WHERE label <> 'CodeNode'])
SET
  n =
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
    }
SET n: $ ($label[i])
FOREACH (a IN range(0, size($attributeName) - 1) |
  SET n[$attributeName[a]] = $attributeColumn[a][i]
)
