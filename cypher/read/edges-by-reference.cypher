// Stored edges by both ends and type, one list a property; without the hints the planner goes through all edges of the source
UNWIND range(0, size($source) - 1) AS i
MATCH
  (source:CodeNode {key: $source[i]})-[r:$($type[i])]->
  (target:CodeNode {key: $target[i]})
USING INDEX source:CodeNode(key)
USING INDEX target:CodeNode(key)
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
