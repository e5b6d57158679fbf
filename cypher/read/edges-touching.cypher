// The edges that leave or reach some nodes, one list a property
UNWIND $key AS key
MATCH (n:CodeNode {key: key})-[r]-(other)
USING INDEX SEEK n:CodeNode(key)
WHERE NOT type(r) IN $derivedTypes
WITH r, other
WHERE other:CodeNode
WITH DISTINCT r
WITH
  startNode(r).id AS source,
  endNode(r).id AS target,
  r,
  [name IN keys(r) WHERE name STARTS WITH 'attr_'] AS names
RETURN
  collect(source) AS source,
  collect(target) AS target,
  collect(coalesce(r.kind, type(r))) AS kind,
  collect(names) AS attributeNames,
  collect([name IN names | r[name]]) AS attributeValues
