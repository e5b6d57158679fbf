// The next nodes of a generation in key order, one list a property; only the index compares keys by code point
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key > $after AND n.key < $to
WITH n
ORDER BY n.key
LIMIT toInteger($rows)
WITH
  n,
  [name IN keys(n) WHERE name STARTS WITH 'attr_'] AS names,
  n:Unresolved AS unresolved
RETURN
  max(n.key) AS lastKey,
  collect(unresolved) AS unresolved,
  collect(n.id) AS id,
  collect(coalesce(n.name, '')) AS name,
  collect(coalesce(n.kind, '')) AS kind,
  collect(coalesce(n.file, '')) AS file,
  collect(coalesce(n.startByte, 0)) AS startByte,
  collect(coalesce(n.endByte, 0)) AS endByte,
  collect(coalesce(n.startLine, 0)) AS startLine,
  collect(coalesce(n.endLine, 0)) AS endLine,
  collect(coalesce(n.startColumn, 0)) AS startColumn,
  collect(coalesce(n.endColumn, 0)) AS endColumn,
  collect(names) AS attributeNames,
  collect([name IN names | n[name]]) AS attributeValues
