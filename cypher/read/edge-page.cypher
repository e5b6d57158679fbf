// The edges that leave the nodes of a key range, one list a property; only the index compares keys by code point
MATCH (source:CodeNode)
USING INDEX SEEK source:CodeNode(key)
WHERE source.key > $after AND source.key <= $to
MATCH (source)-[r]->(target)
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
