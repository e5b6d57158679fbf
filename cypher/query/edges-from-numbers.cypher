// Which relationships leave some nodes; the type stands for the wanted ones
// Column kind: string | null
// Column source: number[]
UNWIND $number AS number
MATCH (source)
WHERE id(source) = number
CALL (source) {
  MATCH (source)-[r:CALLS]->(target)
  WITH r, target
  WHERE target:CodeNode
  RETURN r, target
}
RETURN
  type(r) AS type,
  r.kind AS kind,
  collect(number) AS source,
  collect(id(target)) AS target
