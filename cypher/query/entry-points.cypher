// Nodes that fit any entry rule and are not external; a module inside a declaration is no whole file
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE
  n.key >= $from AND
  n.key < $to AND
  n.file <> '' AND
  coalesce(n.attr_external, '') <> 'true' AND
  ((n.kind IN $kinds AND
      NOT (n.kind = 'Module' AND EXISTS { (n)-[:DECLARED_IN]->() })) OR
    n.name IN $names OR
    n.id IN $ids OR
    any(pattern IN $filePatterns WHERE n.file =~ pattern) OR
    any(
      a IN range(0, size($attributeName) - 1)
      WHERE n[$attributeName[a]] = $attributeValue[a]
    ))
WITH n
ORDER BY n.key
RETURN
  collect(n.key) AS key,
  collect(n.file) AS file,
  collect(coalesce(n.attr_language, '')) AS language
