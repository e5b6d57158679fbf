// Adds edges that are not stored yet; the caller holds the repository and has looked
UNWIND range(0, size($source) - 1) AS i
MATCH (source:CodeNode {key: $source[i]})
USING INDEX SEEK source:CodeNode(key)
MATCH (target:CodeNode {key: $target[i]})
USING INDEX SEEK target:CodeNode(key)
CREATE (source)-[r:$($type[i])]->(target)
SET r.kind = $kind[i]
FOREACH (a IN range(0, size($attributeName) - 1) |
  SET r[$attributeName[a]] = $attributeColumn[a][i]
)
