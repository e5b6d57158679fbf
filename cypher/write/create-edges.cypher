// Adds edges that are not stored yet between nodes that are, looking up each node once; gives 0 if one is missing
UNWIND range(0, size($id) - 1) AS i
MATCH (n:CodeNode {key: $prefix + $id[i]})
USING INDEX SEEK n:CodeNode(key)
WITH n, i
ORDER BY i
WITH collect(n) AS nodes
WHERE size(nodes) = size($id)
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
RETURN count(r) AS created
