// Edges of some sources, those whose type and target's key are wanted, one list a property
UNWIND range(0, size($source) - 1) AS i
MATCH (source:CodeNode {key: $source[i]})-[r]->(target)
USING INDEX SEEK source:CodeNode(key)
WHERE $wanted[i][type(r) + '|' + target.key] IS NOT NULL
WITH
  source.id AS source,
  target.id AS target,
  r,
  [name IN keys(r) WHERE name STARTS WITH 'attr_'] AS names
RETURN
  collect(source) AS source,
  collect(target) AS target,
  collect(coalesce(r.kind, type(r))) AS kind,
  collect(names) AS attributeNames,
  collect([name IN names | r[name]]) AS attributeValues
