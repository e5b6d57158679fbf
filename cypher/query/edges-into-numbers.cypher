// Which relationships lead into some nodes; the type stands for the wanted ones
// Column kind: string | null
// Column target: number[]
UNWIND $number AS number
MATCH (target)
WHERE id(target) = number
CALL (target) {
  MATCH (source)-[r:CALLS]->(target)
  WITH r, source
  WHERE source:CodeNode
  RETURN r, source
}
RETURN
  type(r) AS type,
  r.kind AS kind,
  collect(id(source)) AS source,
  collect(number) AS target
