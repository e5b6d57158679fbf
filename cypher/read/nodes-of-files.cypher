// Stored nodes that lie in some files, one list a property
UNWIND range(0, size($file) - 1) AS i
MATCH (n:CodeNode {generation: toInteger($generation), fileKey: $fileKey[i]})
USING INDEX SEEK n:CodeNode(generation, fileKey)
WHERE n.file = $file[i] AND NOT n:Unresolved
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
