// The edges that leave some nodes, one list a property
UNWIND $key AS key
MATCH (source:CodeNode {key: key})-[r]->(target)
USING INDEX SEEK source:CodeNode(key)
WHERE NOT type(r) IN $derivedTypes
WITH source, target, r
WHERE target:CodeNode
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
