// The edges whose source is not stored, one list a property
MATCH (source:Unresolved {generation: toInteger($generation)})-[r]->(target)
USING INDEX SEEK source:Unresolved(generation)
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
