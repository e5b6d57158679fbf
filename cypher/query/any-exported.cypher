// Whether some node that is not external is marked exported
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE
  n.key >= $from AND
  n.key < $to AND
  n.attr_exported = 'true' AND
  n.file <> '' AND
  coalesce(n.attr_external, '') <> 'true'
WITH n
LIMIT 1
RETURN count(n) > 0 AS anyExported
