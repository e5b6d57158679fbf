// The edges from some files to some others, one list a property; the type stands for the wanted ones
UNWIND range(0, size($file) - 1) AS i
MATCH
  (source:CodeNode {generation: toInteger($generation), fileKey: $fileKey[i]})
USING INDEX SEEK source:CodeNode(generation, fileKey)
WHERE source.file = $file[i]
MATCH (source)-[r:CALLS]->(target)
WHERE target.file IN $targets[i]
WITH
  source,
  target,
  r,
  [name IN keys(r) WHERE name STARTS WITH 'attr_'] AS names
WHERE target:CodeNode
RETURN
  collect(source.id) AS source,
  collect(target.id) AS target,
  collect(coalesce(r.kind, type(r))) AS kind,
  collect(names) AS attributeNames,
  collect([name IN names | r[name]]) AS attributeValues,
  collect(source.file) AS from,
  collect(target.file) AS to
