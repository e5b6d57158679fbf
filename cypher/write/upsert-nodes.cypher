// Writes whole nodes over what was stored under their keys
UNWIND range(0, size($id) - 1) AS i
MERGE (n:CodeNode {key: $prefix + $id[i]})
REMOVE n: $ ([label IN labels(n) WHERE label <> 'CodeNode'])
SET
  n =
    {
      key: $prefix + $id[i],
      generation: toInteger($generation),
      repoId: $repoId,
      id: $id[i],
      name: $name[i],
      nameKey: coalesce($nameKey[i], $name[i]),
      kind: $kind[i],
      file: $path[toInteger($file[i])],
      fileKey: $pathKey[toInteger($file[i])],
      startByte: toInteger($startByte[i]),
      endByte: toInteger($endByte[i]),
      startLine: toInteger($startLine[i]),
      endLine: toInteger($endLine[i]),
      startColumn: toInteger($startColumn[i]),
      endColumn: toInteger($endColumn[i]),
      attr_node: $nodeAttribute[0][i]
    }
SET n: $ ($label[i])
SET n += coalesce($rareNodeAttributes[i], {})
