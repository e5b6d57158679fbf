// Adds new nodes, and what ties them to one another, by their positions in the batch: nothing needs to be looked up
UNWIND range(0, size($id) - 1) AS i
CREATE
  (n:CodeNode: $($label[i])
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
    })
SET n += coalesce($rareNodeAttributes[i], {})
WITH n, i
ORDER BY i
WITH collect(n) AS nodes
CALL (nodes) {
  UNWIND range(0, size($child) - 1) AS i
  WITH
    nodes[toInteger($child[i])] AS child,
    nodes[toInteger($container[i])] AS container
  CREATE (child)-[:DECLARED_IN]->(container)
}
UNWIND range(0, size($source) - 1) AS i
WITH
  nodes[toInteger($source[i])] AS source,
  nodes[toInteger($target[i])] AS target,
  i
CREATE
  (source)-
    [r:$($type[i]) {kind: $edgeKind[i], attr_edge: $edgeAttribute[0][i]}]->
  (target)
SET r += coalesce($rareEdgeAttributes[i], {})
