// Which nodes relationships of some types lead from, into some nodes
UNWIND $number AS number
MATCH (target)
WHERE id(target) = number
CALL (target) {
  MATCH (source)-[:$any($types)]->(target)
  RETURN source
}
RETURN collect(id(source)) AS source, collect(number) AS target
