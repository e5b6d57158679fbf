// The nodes of a key range, one list a property; only the index compares keys by code point
MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key > $after AND n.key <= $to AND NOT n:Unresolved
WITH n, [name IN keys(n) WHERE name STARTS WITH 'attr_'] AS names
RETURN
  collect(n.id) AS id,
  collect(n.name) AS name,
  collect(n.kind) AS kind,
  collect(n.file) AS file,
  collect(n.startByte) AS startByte,
  collect(n.endByte) AS endByte,
  collect(n.startLine) AS startLine,
  collect(n.endLine) AS endLine,
  collect(n.startColumn) AS startColumn,
  collect(n.endColumn) AS endColumn,
  collect(names) AS attributeNames,
  collect([name IN names | n[name]]) AS attributeValues
