// Nodes of a generation that fit every condition given
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE
  n.key >= $from AND
  n.key < $to AND
  NOT n:Unresolved AND
  ($kinds IS NULL OR n.kind IN $kinds) AND
  ($namePattern IS NULL OR n.name =~ $namePattern) AND
  ($line IS NULL OR (n.startLine <= $line AND $line <= n.endLine)) AND
  all(
    a IN range(0, size($attributeName) - 1)
    WHERE n[$attributeName[a]] = $attributeValue[a]
  )
RETURN collect(n.id) AS id
