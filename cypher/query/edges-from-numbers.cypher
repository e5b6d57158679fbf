// Which relationships of some types leave some nodes
UNWIND $number AS number
MATCH (source)
WHERE id(source) = number
CALL (source) {
  MATCH (source)-[r:$any($types)]->(target)
  RETURN r, target
}
RETURN
  type(r) AS type,
  r.kind AS kind,
  collect(number) AS source,
  collect(id(target)) AS target
