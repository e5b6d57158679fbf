// Which relationships of some types lead into some nodes
UNWIND $number AS number
MATCH (target)
WHERE id(target) = number
CALL (target) {
  MATCH (source)-[r:$any($types)]->(target)
  RETURN r, source
}
RETURN
  type(r) AS type,
  r.kind AS kind,
  collect(id(source)) AS source,
  collect(number) AS target
